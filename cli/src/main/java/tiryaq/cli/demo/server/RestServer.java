package tiryaq.cli.demo.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code GET /rest/v1/<table>} on a loopback port as a Supabase project does: PostgREST behind a gateway that
 * wants a key in {@code apikey} and in {@code Authorization}. Reads only; whatever it does not know it refuses.
 */
public final class RestServer implements AutoCloseable {
    private static final String ROOT = "/rest/v1/";
    private static final String ARRAY = "application/json";
    private static final String OBJECT = "application/vnd.pgrst.object+json";

    private final HttpServer server;
    private final ExecutorService threads;
    private final Table table;
    private final String key;

    private RestServer(HttpServer server, Table table, String key) {
        this.server = server;
        // Threads that read the pipes of processes hold the carriers of virtual ones; requests would wait for those.
        this.threads =
                Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
        this.table = table;
        this.key = key;
    }

    /**
     * Serves a table under a new key until it is closed.
     *
     * @throws IOException when no loopback port can be had
     */
    public static RestServer start(Table table) throws IOException {
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        RestServer server = new RestServer(http, table, Token.issue());
        http.setExecutor(server.threads);
        http.createContext("/", server::answer);
        http.start();
        return server;
    }

    /** What a client takes as the address of the project: scheme, host and port. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What a client takes as the key of the project. */
    public String key() {
        return key;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                serve(exchange);
            } catch (Refusal refusal) {
                if (refusal.status() == 401) {
                    exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
                }
                send(exchange, refusal.status(), ARRAY, Json.refusal(refusal));
            }
        }
    }

    private void serve(HttpExchange exchange) throws IOException, Refusal {
        authorise(exchange);
        String path = exchange.getRequestURI().getPath();
        if (!path.startsWith(ROOT) || !path.substring(ROOT.length()).equals(table.name())) {
            String name = path.startsWith(ROOT) ? path.substring(ROOT.length()) : path;
            throw new Refusal(404, "42P01", "relation \"public." + name + "\" does not exist", null, null);
        }
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            throw new Refusal(405, "PGRST117", "Unsupported HTTP method: " + method, null, null);
        }
        boolean single = wantsObject(exchange);
        Query query = Query.parse(exchange.getRequestURI().getRawQuery(), table);
        List<List<@Nullable Object>> matching = query.matching(table);
        int start = Math.min(query.offset(), matching.size());
        int end = query.limit() < 0 ? matching.size() : (int) Math.min(matching.size(), (long) start + query.limit());
        List<List<@Nullable Object>> rows = matching.subList(start, end);
        if (single && rows.size() != 1) {
            throw new Refusal(
                    406,
                    "PGRST116",
                    "JSON object requested, multiple (or no) rows returned",
                    "The result contains " + rows.size() + " rows",
                    null);
        }
        String prefer = exchange.getRequestHeaders().getFirst("Prefer");
        boolean counted = prefer != null && prefer.contains("count=exact");
        String range = (rows.isEmpty() ? "*" : start + "-" + (end - 1)) + "/" + (counted ? matching.size() : "*");
        exchange.getResponseHeaders().set("Content-Range", range);
        send(
                exchange,
                counted && rows.size() < matching.size() ? 206 : 200,
                single ? OBJECT : ARRAY,
                single ? Json.object(table, query, rows.getFirst()) : Json.rows(table, query, rows));
    }

    private void authorise(HttpExchange exchange) throws Refusal {
        String given = exchange.getRequestHeaders().getFirst("apikey");
        if (given == null) {
            throw new Refusal(401, "PGRST302", "Anonymous access is disabled", null, null);
        }
        String bearer = exchange.getRequestHeaders().getFirst("Authorization");
        if (!same(given, key) || (bearer != null && !same(bearer, "Bearer " + key))) {
            throw new Refusal(401, "PGRST301", "JWSError JWSInvalidSignature", null, null);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean wantsObject(HttpExchange exchange) throws Refusal {
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        if (accept == null) {
            return false;
        }
        for (String part : accept.split(",", -1)) {
            int semicolon = part.indexOf(';');
            String type = (semicolon < 0 ? part : part.substring(0, semicolon)).strip();
            if (type.equals(OBJECT)) {
                return true;
            }
            if (type.equals(ARRAY) || type.equals("*/*") || type.equals("application/*")) {
                return false;
            }
        }
        throw new Refusal(406, "PGRST107", "None of these media types are available: " + accept, null, null);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
