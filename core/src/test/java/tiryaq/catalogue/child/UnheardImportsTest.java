package tiryaq.catalogue.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.OnlyThese;
import tiryaq.catalogue.RealRun;
import tiryaq.catalogue.source.ProgramCases;
import tiryaq.command.Pythons;
import tiryaq.diagnosis.Certainty;

/** An import ended a thread, a task, a handler or a child, and the program died of what it then lacked. */
class UnheardImportsTest extends ProgramCases {
    private static final String THREAD = """
            import threading
            results = []
            def work():
                import yaml
                results.append(yaml)
            t = threading.Thread(target=work)
            t.start()
            t.join()
            """;

    private static void isTheImport(Examined examined) {
        isMissing(examined, "yaml", "PyYAML");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(examined.answer().notes()).extracting(note -> note.key()).contains("note.ended-after");
    }

    private static void isItsOwn(Examined examined, Certainty certainty) {
        assertThat(examined.ownFailure()).as("%s", examined.answer()).isTrue();
        assertThat(examined.answer().certainty()).isEqualTo(certainty);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "print(results[0])",
                "print(sum(1 for _ in results) and 1 / len(results), 1 / len(results))",
                "assert results, 'nothing came'",
                "open('made-by-the-thread.txt')",
                "print(dict(results and [('a', 1)])['a'])",
                "raise RuntimeError('no result')",
                "print(next(iter(results)))",
                "raise KeyboardInterrupt"
            })
    void aThread(String end) throws Exception {
        isTheImport(examine(THREAD + end));
    }

    @Test
    void aHandlerOfAServer() throws Exception {
        isTheImport(examine("""
                import threading, urllib.request
                from http.server import BaseHTTPRequestHandler, HTTPServer
                class H(BaseHTTPRequestHandler):
                    def do_GET(self):
                        import yaml
                s = HTTPServer(("127.0.0.1", 0), H)
                threading.Thread(target=s.serve_forever, daemon=True).start()
                opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
                print(opener.open("http://127.0.0.1:%d/" % s.server_port).read())
                """));
    }

    @Test
    void aTask() throws Exception {
        isTheImport(examine("""
                import asyncio
                state = {}
                async def warm():
                    import yaml
                    state["it"] = yaml
                async def main():
                    t = asyncio.create_task(warm())
                    await asyncio.sleep(0.05)
                    print(state["it"])
                asyncio.run(main())
                """));
    }

    @Test
    void aCallbackOfALoop() throws Exception {
        isTheImport(examine("""
                import asyncio
                state = {}
                def warm():
                    import yaml
                    state["it"] = yaml
                async def main():
                    asyncio.get_running_loop().call_soon(warm)
                    await asyncio.sleep(0.05)
                    print(state["it"])
                asyncio.run(main())
                """));
    }

    /** What a library caught and told, which ran a function of the program's own. */
    @Test
    void aHandlerThatALibraryRuns() throws Exception {
        program.library(
                "frame.py",
                "import logging, sys",
                "def run(handler):",
                "    try:",
                "        return handler()",
                "    except Exception:",
                "        logging.getLogger('frame').error('Uncaught exception', exc_info=True)",
                "        print('500 GET /', file=sys.stderr)",
                "        return 500",
                "def fetch(handler):",
                "    code = run(handler)",
                "    if code == 500:",
                "        raise ConnectionError('HTTP 500: Internal Server Error')");
        isTheImport(examine("""
                import frame
                def page():
                    import yaml
                frame.fetch(page)
                """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subprocess.run([sys.executable, '-c', 'import yaml; print(7)'], stdout=subprocess.PIPE).stdout",
                "subprocess.run([sys.executable, 'part.py'], stdout=subprocess.PIPE).stdout",
                "subprocess.run([sys.executable, '-m', 'yaml'], stdout=subprocess.PIPE).stdout",
                "os.popen(sys.executable + ' part.py').read()",
            })
    void aChild(String output) throws Exception {
        Files.writeString(folder.resolve("part.py"), "import yaml\nprint(7)\n");
        isTheImport(examine("import os, subprocess, sys", "print(int(" + output + "))"));
    }

    /** The Python that a child ran under is judged, and not the program's own. */
    @Test
    void aChildOfAnotherPython() throws Exception {
        String inner = Pythons.venv(Pythons.three(), folder.resolve("inner"))
                .resolve("bin/python")
                .toString();
        program.library("yaml.py", "");
        Files.writeString(folder.resolve("part.py"), "import yaml\nprint(7)\n");
        RealRun run = program.run("import subprocess\nprint(int(subprocess.run(['" + inner
                + "', 'part.py'], stdout=subprocess.PIPE).stdout))\n");
        Examined examined = run.examined(run.symptom(), new OnlyThese(run.machine(), Set.of(program.python(), inner)));
        assertThat(examined.explained()).as("%s", examined.answer()).isTrue();
        assertThat(examined.answer().module()).isEqualTo("yaml");
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
    }

    @Test
    void aProcess() throws Exception {
        isTheImport(examine("""
                import multiprocessing as mp
                def work(q):
                    import yaml
                    q.put(yaml)
                if __name__ == "__main__":
                    q = mp.Queue()
                    p = mp.Process(target=work, args=(q,))
                    p.start()
                    print(q.get(timeout=2))
                """));
    }

    /** What cannot come of a result that is missing is the program's own failure; but nothing proves it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "print('a'.uper())",
                "print(undefined_here)",
                "import json; json.dumbs([])",
                "def f(a): pass\nf()"
            })
    void aSlipOfItsOwnBesideIt(String end) throws Exception {
        Examined examined = examine(THREAD + end);
        isItsOwn(examined, Certainty.LIKELY);
        assertThat(examined.answer().notes()).extracting(note -> note.key()).contains("note.ended-beside");
    }

    /** An import that the program may do without. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "try:\n    import yaml\nexcept ImportError:\n    traceback.print_exc()\n",
                "def load():\n    try:\n        import yaml\n    except Exception:\n        logging.exception('off')\nload()\n",
                "def load():\n    import yaml\ntry:\n    load()\nexcept ImportError:\n    traceback.print_exc()\n"
            })
    void anImportThatWasCaughtOnPurpose(String caught) throws Exception {
        Examined examined = examine("import logging, traceback\n" + caught + "print('going on')\n{}['key']");
        assertThat(examined.ownFailure()).as("%s", examined.answer()).isTrue();
        assertThat(examined.answer().notes())
                .extracting(note -> note.key())
                .doesNotContain("note.ended-after", "note.ended-beside");
    }

    @Test
    void aHealthyThread() throws Exception {
        isItsOwn(examine(THREAD.replace("yaml", "json") + "print(results[5])"), Certainty.PROVED);
    }

    /** A thread in which an import was caught. */
    @Test
    void aThreadThatOutlivedIt() throws Exception {
        String text = THREAD.replace(
                "    import yaml",
                "    try:\n        import yaml\n    except ImportError:\n        traceback.print_exc()\n        yaml = 1");
        isItsOwn(examine("import traceback\n" + text + "print(results[5])"), Certainty.PROVED);
    }

    /** A text of another day that the program shows. */
    @Test
    void aTracebackThatIsOnlyQuoted() throws Exception {
        Files.writeString(folder.resolve("other.py"), "def go():\n    import yaml\ngo()\n");
        String told = RealRun.of(List.of(program.python(), "other.py"), folder, Map.of())
                .printed();
        Files.writeString(folder.resolve("old.log"), told);
        assertThat(told).contains("No module named 'yaml'");
        assertThat(examine("print(open('old.log').read())", "{}['key']").ownFailure())
                .isTrue();
        assertThat(examine("import subprocess", "print('''" + told + "''')", "{}['key']")
                        .ownFailure())
                .isTrue();
        assertThat(examine("import subprocess", "print(open('old.log').read())", "{}['key']")
                        .ownFailure())
                .isTrue();
    }
}
