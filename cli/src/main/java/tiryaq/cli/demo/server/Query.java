package tiryaq.cli.demo.server;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a GET asks of a table, in PostgREST's query language: its columns, filters "column=operator.value", sorting, and
 * which part of the rows. Other words of that language are refused, never ignored.
 *
 * @param columns indexes of the columns to answer with, in order
 * @param limit rows at most, -1 for all
 */
record Query(List<Integer> columns, List<Filter> filters, List<Order> orders, int limit, int offset) {

    /** A condition on one column. */
    record Filter(
            int column,
            String operator,
            String value,
            @Nullable BigDecimal number) {
        boolean holds(List<@Nullable Object> row) {
            Object cell = row.get(column);
            if (operator.equals("is")) {
                return cell == null;
            }
            if (cell == null) {
                return false;
            }
            int order = number != null
                    ? ((BigDecimal) cell).compareTo(number)
                    : cell.toString().compareTo(value);
            return switch (operator) {
                case "eq" -> order == 0;
                case "neq" -> order != 0;
                case "gt" -> order > 0;
                case "gte" -> order >= 0;
                case "lt" -> order < 0;
                default -> order <= 0;
            };
        }
    }

    /** A column to sort by. */
    record Order(int column, boolean descending, boolean nullsFirst) {}

    private static final List<String> OPERATORS = List.of("eq", "neq", "gt", "gte", "lt", "lte", "is");

    static Query parse(@Nullable String raw, Table table) throws Refusal {
        List<Integer> columns = all(table);
        List<Filter> filters = new ArrayList<>();
        List<Order> orders = new ArrayList<>();
        int limit = -1;
        int offset = 0;
        for (String part : raw == null || raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
            int equals = part.indexOf('=');
            String key = decode(equals < 0 ? part : part.substring(0, equals));
            String value = decode(equals < 0 ? "" : part.substring(equals + 1));
            switch (key) {
                case "select" -> columns = selected(value, table);
                case "order" -> orders.addAll(orders(value, table));
                case "limit" -> limit = count(value);
                case "offset" -> offset = count(value);
                default -> filters.add(filter(key, value, table));
            }
        }
        return new Query(columns, filters, orders, limit, offset);
    }

    /** All rows that hold, sorted, before limit and offset. */
    List<List<@Nullable Object>> matching(Table table) {
        List<List<@Nullable Object>> kept = new ArrayList<>();
        for (List<@Nullable Object> row : table.rows()) {
            if (filters.stream().allMatch(filter -> filter.holds(row))) {
                kept.add(row);
            }
        }
        for (Order order : orders.reversed()) {
            kept.sort(comparator(order));
        }
        return kept;
    }

    private static Comparator<List<@Nullable Object>> comparator(Order order) {
        return (left, right) -> {
            Object one = left.get(order.column);
            Object other = right.get(order.column);
            if (one == null || other == null) {
                int nullFirst = one == other ? 0 : one == null ? -1 : 1;
                return order.nullsFirst ? nullFirst : -nullFirst;
            }
            int natural = one instanceof BigDecimal a && other instanceof BigDecimal b
                    ? a.compareTo(b)
                    : one.toString().compareTo(other.toString());
            return order.descending ? -natural : natural;
        };
    }

    private static List<Integer> all(Table table) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            all.add(i);
        }
        return all;
    }

    private static List<Integer> selected(String value, Table table) throws Refusal {
        if (value.isEmpty()) {
            return all(table);
        }
        List<Integer> columns = new ArrayList<>();
        for (String name : value.split(",", -1)) {
            if (name.strip().equals("*")) {
                columns.addAll(all(table));
            } else {
                columns.add(column(name.strip(), table));
            }
        }
        return columns;
    }

    private static List<Order> orders(String value, Table table) throws Refusal {
        List<Order> orders = new ArrayList<>();
        for (String term : value.split(",", -1)) {
            String[] words = term.split("\\.", -1);
            boolean descending = false;
            Boolean nullsFirst = null;
            for (int i = 1; i < words.length; i++) {
                switch (words[i]) {
                    case "asc" -> descending = false;
                    case "desc" -> descending = true;
                    case "nullsfirst" -> nullsFirst = true;
                    case "nullslast" -> nullsFirst = false;
                    default -> throw Refusal.unreadable("order", value);
                }
            }
            // As in PostgreSQL, null counts as larger than anything.
            orders.add(new Order(column(words[0], table), descending, nullsFirst == null ? descending : nullsFirst));
        }
        return orders;
    }

    private static Filter filter(String key, String value, Table table) throws Refusal {
        int dot = value.indexOf('.');
        String operator = dot < 0 ? value : value.substring(0, dot);
        if (dot < 0 || !OPERATORS.contains(operator)) {
            throw Refusal.unreadable("filter", value);
        }
        String operand = value.substring(dot + 1);
        if (operator.equals("is") && !operand.equals("null")) {
            throw Refusal.unreadable("filter", value);
        }
        int column = column(key, table);
        boolean compares = !operator.equals("is") && table.numeric(column);
        return new Filter(column, operator, operand, compares ? number(operand) : null);
    }

    private static BigDecimal number(String operand) throws Refusal {
        try {
            return new BigDecimal(operand.strip());
        } catch (NumberFormatException e) {
            throw new Refusal(400, "22P02", "invalid input syntax for type numeric: \"" + operand + "\"", null, null);
        }
    }

    private static int count(String value) throws Refusal {
        try {
            int count = Integer.parseInt(value);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // the same refusal as for a negative one
        }
        throw Refusal.unreadable("limit", value);
    }

    private static int column(String name, Table table) throws Refusal {
        int column = table.column(name);
        if (column < 0) {
            throw Refusal.noColumn(table, name);
        }
        return column;
    }

    private static String decode(String text) throws Refusal {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.unreadable("query", text);
        }
    }
}
