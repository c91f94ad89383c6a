package tiryaq.cli.demo.server;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table in memory. A cell is a {@link String}, a {@link BigDecimal}, a {@link Boolean} or null.
 *
 * @param rows each as long as {@code columns}
 */
public record Table(String name, List<String> columns, List<List<@Nullable Object>> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** The index of a column, -1 where the table has none of that name. */
    public int column(String wanted) {
        return columns.indexOf(wanted);
    }

    /** Whether the column holds numbers, told by its first cell that is not null. */
    public boolean numeric(int column) {
        for (List<@Nullable Object> row : rows) {
            Object cell = row.get(column);
            if (cell != null) {
                return cell instanceof BigDecimal;
            }
        }
        return false;
    }

    /** The orders of a small shop. */
    public static Table orders() {
        return new Table(
                "orders",
                List.of("id", "customer", "total", "status"),
                List.of(
                        order(1, "Amina Haddad", "129.50", "open"),
                        order(2, "Rohan Mehta", "18.00", "open"),
                        order(3, "Grace Kim", "74.25", "shipped"),
                        order(4, "Youssef Nasser", "310.00", "open"),
                        order(5, "Priya Sharma", "56.90", "open"),
                        order(6, "Lucas Moreau", "12.75", "cancelled"),
                        order(7, "Zoë Fischer", "88.10", "open"),
                        order(8, "Omar Farouk", "205.40", "shipped")));
    }

    private static List<@Nullable Object> order(int id, String customer, String total, String status) {
        return List.of(BigDecimal.valueOf(id), customer, new BigDecimal(total), status);
    }
}
