package tiryaq.trials.wheels;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A package index on loopback: {@code /<shelf>/simple/} (PEP 503 pages with hashes) and {@code /<shelf>/files/} with
 * ranges. A shelf offers the pinned wheels and those in a folder of its own. What is on neither is refused and
 * remembered.
 */
public final class LoopbackIndex implements AutoCloseable {
    private final Wheelhouse pinned;
    private final Map<String, Path> shelves = new java.util.concurrent.ConcurrentHashMap<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final java.util.concurrent.ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Starts on a free port. */
    public LoopbackIndex(Wheelhouse pinned) throws IOException {
        this.pinned = pinned;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The address of a shelf that also offers the wheels in a folder, as {@code PIP_INDEX_URL} wants it. */
    public String shelf(String name, Path wheels) {
        shelves.put(name, wheels);
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name + "/simple/";
    }

    /** What was asked for in vain at a shelf, in order. */
    public List<String> refused(String shelf) {
        return refused.stream()
                .filter(path -> path.startsWith("/" + shelf + "/"))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = URLDecoder.decode(exchange.getRequestURI().getRawPath(), StandardCharsets.UTF_8);
            String[] parts = path.split("/", -1);
            Path own = parts.length > 3 ? shelves.get(parts[1]) : null;
            if (own == null) {
                refuse(exchange, path);
            } else if (parts[2].equals("files")) {
                sendFile(exchange, path, fileOf(own, parts[3]));
            } else {
                sendPage(exchange, path, parts[3].isEmpty() ? projects(own) : wheels(own, Pin.normalised(parts[3])));
            }
        }
    }

    /** Links of a project's page by file name; empty for an unknown project. */
    private Map<String, String> wheels(Path own, String project) throws IOException {
        Map<String, String> links = new TreeMap<>();
        for (Pin pin : pinned.pins()) {
            if (pin.project().equals(project)) {
                links.put(pin.file(), "../../files/" + pin.file() + "#sha256=" + pin.sha256());
            }
        }
        for (Path file : inside(own)) {
            String name = file.getFileName().toString();
            if (new Pin(name, "").project().equals(project)) {
                links.put(name, "../../files/" + name + "#sha256=" + Wheelhouse.sha256(file));
            }
        }
        return links;
    }

    private Map<String, String> projects(Path own) throws IOException {
        Map<String, String> links = new TreeMap<>();
        pinned.pins().forEach(pin -> links.put(pin.project(), pin.project() + "/"));
        for (Path file : inside(own)) {
            String project = new Pin(file.getFileName().toString(), "").project();
            links.put(project, project + "/");
        }
        return links;
    }

    private static List<Path> inside(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".whl")).toList();
        }
    }

    private @Nullable Path fileOf(Path own, String asked) {
        boolean data = asked.endsWith(".whl.metadata");
        String name = data ? asked.substring(0, asked.length() - ".metadata".length()) : asked;
        boolean known = pinned.pins().stream().anyMatch(pin -> pin.file().equals(name));
        Path file = (known ? pinned.folder() : own).resolve(name);
        return !data && name.indexOf('/') < 0 && Files.isRegularFile(file) ? file : null;
    }

    private void sendPage(HttpExchange exchange, String path, Map<String, String> links) throws IOException {
        if (links.isEmpty()) {
            refuse(exchange, path);
            return;
        }
        StringBuilder page = new StringBuilder("<!DOCTYPE html><html><body>\n");
        links.forEach((text, href) -> page.append("<a href=\"" + href + "\">" + text + "</a><br/>\n"));
        send(
                exchange,
                200,
                "text/html",
                page.append("</body></html>\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private void sendFile(HttpExchange exchange, String path, @Nullable Path file) throws IOException {
        if (file == null) {
            refuse(exchange, path);
            return;
        }
        long size = Files.size(file);
        long from = 0;
        long to = size - 1;
        String range = exchange.getRequestHeaders().getFirst("Range");
        boolean partial = range != null && range.startsWith("bytes=") && range.indexOf(',') < 0;
        if (partial) {
            String[] ends = range.substring("bytes=".length()).split("-", 2);
            from = ends[0].isEmpty() ? Math.max(0, size - Long.parseLong(ends[1])) : Long.parseLong(ends[0]);
            to = ends[0].isEmpty() || ends[1].isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(ends[1]));
            if (from > to) {
                send(exchange, 416, "text/plain", new byte[0]);
                return;
            }
        }
        byte[] bytes = new byte[(int) (to - from + 1)];
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            open.seek(from);
            open.readFully(bytes);
        }
        Headers headers = exchange.getResponseHeaders();
        headers.set("Accept-Ranges", "bytes");
        if (partial) {
            headers.set("Content-Range", "bytes " + from + "-" + to + "/" + size);
        }
        send(exchange, partial ? 206 : 200, "application/octet-stream", bytes);
    }

    private void refuse(HttpExchange exchange, String path) throws IOException {
        refused.add(path);
        send(exchange, 404, "text/plain", ("not pinned: " + path + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        }
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }
}
