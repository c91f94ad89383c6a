package tiryaq.symptom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tiryaq.symptom.Failure.CommandMissing;
import tiryaq.symptom.Failure.InstallFailed;
import tiryaq.symptom.Failure.MissingAttribute;
import tiryaq.symptom.Failure.MissingModule;
import tiryaq.symptom.Failure.MissingName;
import tiryaq.symptom.Failure.NativeRefused;
import tiryaq.symptom.Failure.NativeRefused.Fault;
import tiryaq.symptom.reading.Symptoms;

/** Wordings of loaders, shells and installers, as these print them. */
class WordsTest {
    @TestFactory
    Iterable<DynamicTest> afterFrames() {
        Map<String, Failure> table = new LinkedHashMap<>();
        refused(table, "/x/a.so: undefined symbol: _PyErr_Clear", "/x/a.so", Fault.SYMBOL_MISSING, "_PyErr_Clear");
        refused(
                table,
                "/x/a.so: undefined symbol: EVP_x, version OPENSSL_3.0.0",
                "/x/a.so",
                Fault.SYMBOL_MISSING,
                "EVP_x");
        refused(
                table,
                "libGL.so.1: cannot open shared object file: No such file or directory",
                "libGL.so.1",
                Fault.LIBRARY_MISSING,
                "libGL.so.1");
        refused(
                table,
                "/x/a.so: cannot open shared object file: Permission denied",
                "/x/a.so",
                Fault.OTHER,
                "Permission denied");
        refused(
                table,
                "/lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by /x/a.so)",
                "/x/a.so",
                Fault.VERSION_MISSING,
                "GLIBC_2.34");
        refused(table, "/x/a.so: wrong ELF class: ELFCLASS32", "/x/a.so", Fault.WRONG_ARCHITECTURE, "ELFCLASS32");
        refused(table, "/x/a b.so: invalid ELF header", "/x/a b.so", Fault.NOT_A_LIBRARY, "");
        refused(
                table,
                "/x/a.so: cannot allocate memory in static TLS block",
                "/x/a.so",
                Fault.OTHER,
                "cannot allocate memory in static TLS block");
        refused(
                table,
                "dynamic module does not define module export function (PyInit_a)",
                null,
                Fault.NO_INIT_FUNCTION,
                "PyInit_a");
        refused(table, "dynamic module does not define init function (inita)", null, Fault.NO_INIT_FUNCTION, "inita");
        refused(
                table,
                "Error loading shared library libz.so.1: No such file or directory (needed by /x/a.so)",
                "libz.so.1",
                Fault.LIBRARY_MISSING,
                "libz.so.1");
        refused(
                table,
                "Error relocating /x/a.so: __memcpy_chk: symbol not found",
                "/x/a.so",
                Fault.SYMBOL_MISSING,
                "__memcpy_chk");
        refused(
                table,
                "DLL load failed while importing _ssl: The specified module could not be found.",
                null,
                Fault.LIBRARY_MISSING,
                "_ssl");
        refused(table, "DLL load failed: %1 is not a valid Win32 application.", null, Fault.WRONG_ARCHITECTURE, "");
        refused(
                table,
                "dlopen(/x/a.so, 0x0002): tried: '/x/a.so' (mach-o file, but is an incompatible architecture (have 'x86_64', need 'arm64'))",
                "/x/a.so",
                Fault.WRONG_ARCHITECTURE,
                "have 'x86_64', need 'arm64'");
        refused(
                table,
                "dlopen(/x/a.so, 0x0002): Library not loaded: @rpath/libq.dylib\n  Referenced from: <0> /x/a.so\n  Reason: tried: '/q' (no such file)",
                "@rpath/libq.dylib",
                Fault.LIBRARY_MISSING,
                "@rpath/libq.dylib");
        refused(
                table,
                "dlopen(/x/a.so, 0x0002): symbol not found in flat namespace '_PyFoo'",
                "/x/a.so",
                Fault.SYMBOL_MISSING,
                "_PyFoo");
        refused(
                table,
                "dlopen(/x/a.so, 2): Symbol not found: _PyFoo\n  Referenced from: /x/a.so",
                "/x/a.so",
                Fault.SYMBOL_MISSING,
                "_PyFoo");
        refused(
                table,
                "dlopen(/x/a.so, 0x0002): tried: '/x/a.so' (code signature in <0> '/x/a.so' not valid for use in process)",
                "/x/a.so",
                Fault.CODE_SIGNATURE,
                "");
        table.put("ImportError: No module named yaml", new MissingModule("yaml", false));
        table.put(
                "ModuleNotFoundError: import of 'yaml' halted; None in sys.modules", new MissingModule("yaml", false));
        table.put(
                "ModuleNotFoundError: No module named '_tkinter', please install the python3-tk package",
                new MissingModule("_tkinter", false));
        table.put(
                "ImportError: cannot import name 'x' from 'y' (unknown location)",
                new MissingName("x", "y", null, false));
        table.put(
                "ImportError: cannot import name 'x' from 'y' (/a (copy)/y.py). Did you mean: 'z'?",
                new MissingName("x", "y", "/a (copy)/y.py", false));
        table.put(
                "ImportError: cannot import name 'encode' from 'jwt' (consider renaming '/p/jwt.py' since it has the same name as the library you intended to import)",
                new MissingName("encode", "jwt", "/p/jwt.py", false));
        table.put(
                "AttributeError: module 'jwt' has no attribute 'encode'. Did you mean: 'decode'?",
                new MissingAttribute("jwt", "encode", null, false));
        table.put(
                "AttributeError: module 'jwt' has no attribute 'encode' (consider renaming '/p/jwt.py' since it has the same name as a third-party module you intended to import)",
                new MissingAttribute("jwt", "encode", "/p/jwt.py", false));
        table.put(
                "AttributeError: partially initialized module 'jwt' from '/p/jwt.py' has no attribute 'encode' (most likely due to a circular import)",
                new MissingAttribute("jwt", "encode", "/p/jwt.py", true));
        table.put(
                "AttributeError: cannot access submodule 'b' of module 'a' (most likely due to a circular import)",
                new MissingAttribute("a", "b", null, true));
        table.put(
                "OSError: cannot load library 'libffi.so.6': libffi.so.6: cannot open shared object file: No such file or directory",
                new NativeRefused("libffi.so.6", Fault.LIBRARY_MISSING, "libffi.so.6"));
        table.put(
                "ImportError: Unable to import required dependencies:\nnumpy: No module named 'numpy'",
                new MissingModule("numpy", false));
        return tests(table, "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\n    import a\n");
    }

    @TestFactory
    Iterable<DynamicTest> alone() {
        Map<String, Failure> table = new LinkedHashMap<>();
        missing(table, "bash: pytohn: command not found", "pytohn", false);
        missing(table, "-bash: python: command not found", "python", false);
        missing(table, "bash: line 1: python: command not found", "python", false);
        missing(table, "./run.sh: line 3: python: command not found", "python", false);
        missing(table, "/bin/sh: 1: python: not found", "python", false);
        missing(table, "zsh: command not found: python", "python", false);
        missing(table, "make: python: No such file or directory", "python", false);
        missing(table, "env: 'python': No such file or directory", "python", true);
        missing(table, "/usr/bin/env: \u2018python\u2019: No such file or directory", "python", true);
        missing(table, "env: python: No such file or directory", "python", true);
        missing(
                table,
                "bash: ./tool: /opt/old/bin/python: bad interpreter: No such file or directory",
                "/opt/old/bin/python",
                true);
        missing(
                table,
                "bash: line 2: ./tool: /opt/old/bin/python^M: bad interpreter: No such file or directory",
                "/opt/old/bin/python",
                true);
        missing(
                table,
                "zsh: ./tool: bad interpreter: /opt/old/bin/python: no such file or directory",
                "/opt/old/bin/python",
                true);
        missing(table, "bash: ./tool: cannot execute: required file not found", "./tool", true);
        missing(table, "bash: /venv/bin/python: No such file or directory", "/venv/bin/python", false);
        missing(table, "pyenv: version `3.9.1' is not installed (set by /p/.python-version)", "python3.9.1", true);
        missing(table, "pyenv: python: command not found", "python", true);
        missing(
                table,
                "Fatal error in launcher: Unable to create process using '\"C:\\old\\python.exe\"  \"C:\\pip.exe\" '",
                "C:\\old\\python.exe",
                true);
        missing(table, "exec: \"python\": executable file not found in $PATH", "python", false);
        failed(table, "ERROR: No matching distribution found for cv2", "pip", "No matching distribution found for cv2");
        failed(
                table,
                "ERROR: Could not find a version that satisfies the requirement x==9 (from versions: 1, 2)",
                "pip",
                "Could not find a version that satisfies the requirement x==9 (from versions: 1, 2)");
        failed(table, "error: externally-managed-environment", "pip", "externally-managed-environment");
        failed(table, "error: subprocess-exited-with-error", "pip", "subprocess-exited-with-error");
        failed(
                table,
                "  \u00d7 No solution found when resolving dependencies:",
                "uv",
                "No solution found when resolving dependencies:");
        table.put("/usr/bin/python3: No module named foo", new MissingModule("foo", false));
        table.put(
                "/usr/bin/python3: Error while finding module specification for 'a.b' (ModuleNotFoundError: No module named 'a')",
                new MissingModule("a", false));
        // As uvicorn 0.34, Flask 3.1 and Celery 5.5 say it of a module that is nowhere.
        table.put(
                "ERROR:    Error loading ASGI app. Could not import module \"src.main\".",
                new MissingModule("src.main", false));
        table.put("Error: Could not import 'mian'.", new MissingModule("mian", false));
        table.put("The module proj was not found.", new MissingModule("proj", false));
        return tests(table, "starting\n");
    }

    private static void refused(
            Map<String, Failure> table, String message, @Nullable String file, Fault fault, String detail) {
        table.put("ImportError: " + message, new NativeRefused(file, fault, detail));
    }

    private static void missing(Map<String, Failure> table, String line, String command, boolean shebang) {
        table.put(line, new CommandMissing(command, shebang));
    }

    private static void failed(Map<String, Failure> table, String line, String tool, String message) {
        table.put(line, new InstallFailed(tool, message));
    }

    private static Iterable<DynamicTest> tests(Map<String, Failure> table, String before) {
        return table.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    Symptom symptom = Symptoms.in(before + each.getKey() + "\n");
                    assertThat(symptom.incidents()).isNotEmpty();
                    assertThat(symptom.incidents().getFirst().failure()).isEqualTo(each.getValue());
                    assertThat(symptom.truncated()).isFalse();
                }))
                .toList();
    }

    @Test
    void numpysAdviceIsPeeled() {
        Symptom symptom = Symptoms.in("""
                Traceback (most recent call last):
                  File "app.py", line 1, in <module>
                    import numpy
                  File "/p/numpy/core/__init__.py", line 49, in <module>
                    raise ImportError(msg)
                ImportError:\s

                IMPORTANT: PLEASE READ THIS FOR ADVICE ON HOW TO SOLVE THIS ISSUE!

                Importing the numpy C-extensions failed.

                Original error was: No module named 'numpy.core._multiarray_umath'

                """);
        Incident first = symptom.incidents().getFirst();
        assertThat(first.failure()).isEqualTo(new MissingModule("numpy.core._multiarray_umath", false));
        assertThat(first.line()).isEqualTo(12);
        assertThat(first.wrappers())
                .containsExactly("ImportError: IMPORTANT: PLEASE READ THIS FOR ADVICE ON HOW TO SOLVE THIS ISSUE!");
    }

    @Test
    void loaderThatRefusesTheInterpreterItself() {
        Symptom symptom = Symptoms.in("python3: error while loading shared libraries: libpython3.13.so.1.0: cannot open"
                + " shared object file: No such file or directory\n");
        assertThat(symptom.incidents().getFirst().failure())
                .isEqualTo(new NativeRefused("libpython3.13.so.1.0", Fault.LIBRARY_MISSING, "libpython3.13.so.1.0"));
    }
}
