package tiryaq.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.cli.demo.server.RestServer;
import tiryaq.cli.demo.server.Table;

/** The failure is real, and so is its cause: the same packages with the right files of cffi fetch the rows. */
@Tag("live")
class FailureTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final String ASK_ASKEW = """
            import os
            from supabase import create_client
            url, key = os.environ["SUPABASE_URL"], os.environ["SUPABASE_KEY"]
            for word, table in ((key, "nothing"), (key + "x", "orders")):
                try:
                    create_client(url, word).table(table).select("*").execute()
                except Exception as error:
                    print(type(error).__name__, error.code, error.message)
            try:
                create_client(url, key).table("orders").select("id").single().execute()
            except Exception as error:
                print(type(error).__name__, error.code, error.details)
            answer = create_client(url, key).table("orders").select("id", count="exact").eq("id", 7).execute()
            print(answer.data, answer.count)
            """;

    @TempDir
    private Path folder;

    private final Processes processes = new Processes();
    private final Map<String, String> clean = RealPythons.environment();

    @ParameterizedTest
    @ValueSource(ints = {13, 11})
    void isMadeAndGoesAwayWithItsCause(int minor) throws Exception {
        Path root = folder.toRealPath();
        Optional<Python> found = RealPythons.minor(minor, root);
        assumeTrue(found.isPresent(), "needs Python 3." + minor + " with pip and venv");
        Python own = found.orElseThrow();
        Python python = SickProject.patient(own, root, processes, clean).orElseThrow();
        SickProject sick = new SickProject(root, python, processes, clean);
        sick.copyFiles();
        WheelInstaller installer =
                WheelInstaller.of(own, null, root, processes, clean).orElseThrow();
        ProcessEnd install = sick.install(installer);
        assumeTrue(install.well(), "needs a package index: " + install.output());

        try (RestServer server = RestServer.start(Table.orders())) {
            Map<String, String> environment = sick.environment(server);
            ProcessEnd failed = run(python, sick, environment, "scripts/supabase/fetch.py");
            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(failed.output())
                    .contains("ModuleNotFoundError: No module named '_cffi_backend'")
                    .contains("hazmat" + File.separator + "_oid.py")
                    .endsWith("pyo3_runtime.PanicException: Python API call failed\n");

            Path right = root.resolve("right");
            ProcessEnd cffi = processes.together(installer.own(right, List.of("cffi==1.17.1")), root, clean, LIMIT);
            assertThat(cffi.well()).as(cffi.output()).isTrue();
            TreeMap<String, String> healed = new TreeMap<>(environment);
            healed.merge("PYTHONPATH", right.toString(), (path, first) -> first + File.pathSeparator + path);
            ProcessEnd rows = run(python, sick, healed, "scripts/supabase/fetch.py");
            assertThat(rows.output()).isEqualTo("""
                       4  Youssef Nasser           310.00  open
                       1  Amina Haddad             129.50  open
                       7  Zoë Fischer               88.10  open
                       5  Priya Sharma              56.90  open
                    4 orders
                    """);
            ProcessEnd askew = run(python, sick, healed, "-c", ASK_ASKEW);
            assertThat(askew.output()).isEqualTo("""
                    APIError 42P01 relation "public.nothing" does not exist
                    APIError PGRST301 JWSError JWSInvalidSignature
                    APIError PGRST116 The result contains 8 rows
                    [{'id': 7}] 1
                    """);
        }
    }

    private ProcessEnd run(Python python, SickProject sick, Map<String, String> environment, String... arguments) {
        TreeMap<String, String> utf8 = new TreeMap<>(environment);
        utf8.put("PYTHONIOENCODING", "utf-8");
        List<String> argv = new ArrayList<>(List.of(python.executable().toString()));
        argv.addAll(List.of(arguments));
        return processes.together(argv, sick.project(), utf8, LIMIT);
    }
}
