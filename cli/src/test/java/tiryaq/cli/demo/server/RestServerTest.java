package tiryaq.cli.demo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestServerTest {
    private static final Table PETS = new Table(
            "pets",
            List.of("id", "name", "weight"),
            List.of(pet(1, "Rex", "30"), pet(2, "Zoë", "4.5"), pet(3, "Tom", null), pet(4, "a \"b\"", "4.50")));

    private RestServer server;

    private record Reply(
            int status,
            String body,
            @Nullable String range,
            @Nullable String type) {}

    @BeforeEach
    void start() throws IOException {
        server = RestServer.start(PETS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givesAllRowsInPostgrestsForm() throws IOException {
        Reply reply = get("/rest/v1/pets?select=*");
        assertThat(reply.status).isEqualTo(200);
        assertThat(reply.range).isEqualTo("0-3/*");
        assertThat(reply.type).isEqualTo("application/json; charset=utf-8");
        assertThat(reply.body)
                .startsWith("[{\"id\":1,\"name\":\"Rex\",\"weight\":30},{\"id\":2,\"name\":\"Zoë\",\"weight\":4.5},")
                .contains("{\"id\":3,\"name\":\"Tom\",\"weight\":null}")
                .endsWith("\"a \\\"b\\\"\",\"weight\":4.50}]");
    }

    @Test
    void filtersComparePerType() throws IOException {
        assertThat(ids("weight=eq.4.5")).isEqualTo("[{\"id\":2},{\"id\":4}]");
        assertThat(ids("weight=gt.4.5")).isEqualTo("[{\"id\":1}]");
        assertThat(ids("weight=gte.4.5&id=lt.3")).isEqualTo("[{\"id\":1},{\"id\":2}]");
        assertThat(ids("weight=lte.10&weight=neq.30")).isEqualTo("[{\"id\":2},{\"id\":4}]");
        assertThat(ids("name=eq.Zo%C3%AB")).isEqualTo("[{\"id\":2}]");
        assertThat(ids("weight=is.null")).isEqualTo("[{\"id\":3}]");
        assertThat(ids("name=eq.nobody")).isEqualTo("[]");
    }

    @Test
    void sortsLimitsAndSkips() throws IOException {
        assertThat(ids("order=weight.desc.nullslast,id.desc"))
                .isEqualTo("[{\"id\":1},{\"id\":4},{\"id\":2},{\"id\":3}]");
        assertThat(ids("order=weight")).isEqualTo("[{\"id\":2},{\"id\":4},{\"id\":1},{\"id\":3}]");
        assertThat(ids("order=weight.desc&limit=1")).isEqualTo("[{\"id\":3}]");
        Reply reply = get("/rest/v1/pets?select=id&limit=2&offset=1", "Prefer", "count=exact");
        assertThat(reply.status).isEqualTo(206);
        assertThat(reply.range).isEqualTo("1-2/4");
        assertThat(get("/rest/v1/pets?offset=9").range).isEqualTo("*/*");
    }

    @Test
    void oneRowAsAnObjectOrNotAtAll() throws IOException {
        String object = "application/vnd.pgrst.object+json";
        Reply one = get("/rest/v1/pets?select=name&id=eq.1", "Accept", object);
        assertThat(one.body).isEqualTo("{\"name\":\"Rex\"}");
        Reply four = get("/rest/v1/pets", "Accept", object);
        assertThat(four.status).isEqualTo(406);
        assertThat(four.body)
                .isEqualTo("{\"code\":\"PGRST116\",\"details\":\"The result contains 4 rows\",\"hint\":null,"
                        + "\"message\":\"JSON object requested, multiple (or no) rows returned\"}");
        assertThat(get("/rest/v1/pets", "Accept", "text/html").status).isEqualTo(406);
    }

    @Test
    void refusesWhatItDoesNotKnow() throws IOException {
        assertRefused("/rest/v1/nothing", 404, "42P01");
        assertRefused("/elsewhere", 404, "42P01");
        assertRefused("/rest/v1/pets?select=age", 400, "42703");
        assertRefused("/rest/v1/pets?age=eq.1", 400, "42703");
        assertRefused("/rest/v1/pets?id=eq.one", 400, "22P02");
        assertRefused("/rest/v1/pets?id=fts.one", 400, "PGRST100");
        assertRefused("/rest/v1/pets?id=1", 400, "PGRST100");
        assertRefused("/rest/v1/pets?limit=-1", 400, "PGRST100");
        assertRefused("/rest/v1/pets?order=id.sideways", 400, "PGRST100");
    }

    @Test
    void wantsItsKey() throws IOException {
        assertThat(ask("/rest/v1/pets", Map.of()).status).isEqualTo(401);
        assertThat(ask("/rest/v1/pets", Map.of("apikey", "a.b.c")).status).isEqualTo(401);
        assertThat(get("/rest/v1/pets", "Authorization", "Bearer a.b.c").body).contains("\"code\":\"PGRST301\"");
        try (RestServer other = RestServer.start(PETS)) {
            assertThat(other.key()).isNotEqualTo(server.key()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        }
    }

    @Test
    void readsOnly() throws IOException {
        HttpURLConnection connection = open("/rest/v1/pets", Map.of("apikey", server.key()));
        connection.setRequestMethod("DELETE");
        assertThat(connection.getResponseCode()).isEqualTo(405);
    }

    private void assertRefused(String path, int status, String code) throws IOException {
        Reply reply = get(path);
        assertThat(reply.status).as(path).isEqualTo(status);
        assertThat(reply.body).as(path).startsWith("{\"code\":\"" + code + "\",\"details\":null,\"hint\":null,");
    }

    private String ids(String query) throws IOException {
        return get("/rest/v1/pets?select=id&" + query).body;
    }

    private Reply get(String path) throws IOException {
        return ask(path, Map.of("apikey", server.key(), "Authorization", "Bearer " + server.key()));
    }

    private Reply get(String path, String header, String value) throws IOException {
        return ask(path, Map.of("apikey", server.key(), header, value));
    }

    private Reply ask(String path, Map<String, String> headers) throws IOException {
        HttpURLConnection connection = open(path, headers);
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Reply(
                    status,
                    new String(in.readAllBytes(), StandardCharsets.UTF_8),
                    connection.getHeaderField("Content-Range"),
                    connection.getContentType());
        }
    }

    private HttpURLConnection open(String path, Map<String, String> headers) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(server.url() + path).toURL().openConnection(java.net.Proxy.NO_PROXY);
        connection.setRequestProperty("Accept", "*/*");
        headers.forEach(connection::setRequestProperty);
        return connection;
    }

    private static List<@Nullable Object> pet(int id, String name, @Nullable String weight) {
        return Arrays.asList(BigDecimal.valueOf(id), name, weight == null ? null : new BigDecimal(weight));
    }
}
