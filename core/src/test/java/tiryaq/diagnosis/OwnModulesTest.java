package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static tiryaq.diagnosis.Patient.traceback;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modules of the project's own that are not found: elsewhere in it, not made yet, or not there at all. */
class OwnModulesTest extends CauseCases {
    private Diagnosis own(String file) throws IOException {
        return patient.file(file, "").answer(missing(x));
    }

    @Test
    void sourceFolderOfAProject() throws IOException {
        patient.file("app/pyproject.toml", "[project]\nname = 'q'\n");
        Diagnosis answer = own("app/src/" + x + "/__init__.py");
        assertThat(answer.cause()).isEqualTo("local-import-broken");
        assertThat(answer.certainty()).isEqualTo(Certainty.PROVED);
        assertThat(answer.summary().places()).containsEntry("entry", patient.at("app/src"));
        assertThat(answer.notes()).noneMatch(note -> note.key().equals("note.part-of-package"));
        assertThat(answer.chain().getLast().file()).isEqualTo(patient.at("app/src/" + x + "/__init__.py"));
    }

    @Test
    void folderThatTheBuildNames() throws IOException {
        patient.file("app/pyproject.toml", "[tool.setuptools.packages.find]\nwhere = ['python']\n");
        assertThat(own("app/python/" + x + ".py").summary().places()).containsEntry("entry", patient.at("app/python"));
    }

    @Test
    void withoutAProjectItIsLikely() throws IOException {
        assertThat(own("app/src/" + x + ".py").certainty()).isEqualTo(Certainty.LIKELY);
    }

    /** Above the program's folder lies somebody else's, unless a project says that all of it is one. */
    @Test
    void aboveTheProgramOnlyInAProject() throws IOException {
        assertThat(own(x + ".py").cause()).isEqualTo("unknown");
        patient.file("setup.py", "");
        assertThat(own(x + ".py").cause()).isEqualTo("local-import-broken");
    }

    /** A module that a distribution is known for may be meant as well, and one of two places must be chosen. */
    @Test
    void whereSomethingElseMayBeMeantItIsLikely() throws IOException {
        patient.file("app/pyproject.toml", "").known(x + "\treal-" + x);
        assertThat(own("app/src/" + x + ".py").certainty()).isEqualTo(Certainty.LIKELY);
    }

    /** As Python 2 allowed it: a file of a package asks for its neighbour as if that stood alone. */
    @Test
    void besideTheFileOfAPackageThatAsksForIt() throws IOException {
        patient.file("app/shop/__init__.py", "import " + x + "\n");
        String output = traceback(
                "ModuleNotFoundError: No module named '" + x + "'",
                "@/app/main.py",
                "import shop",
                "@/app/shop/__init__.py",
                "import " + x);
        is(output, "unknown");
        patient.file("app/shop/" + x + ".py", "");
        Diagnosis answer = patient.answer(output);
        assertThat(answer.cause()).isEqualTo("local-import-broken");
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(answer.summary().places()).containsEntry("entry", patient.at("app/shop"));
        assertThat(answer.notes())
                .filteredOn(note -> note.key().equals("note.part-of-package"))
                .singleElement()
                .satisfies(note -> assertThat(note.places()).containsEntry("whole", "from shop import " + x));
        // A distribution is known for it, and may be what is meant.
        patient.known(x + "\treal-" + x);
        assertThat(patient.answer(output).cause()).isNotEqualTo("local-import-broken");
    }

    /** A file of that name in a neighbour's folder may be what is meant, but not where the project declares it. */
    @Test
    void whatTheProjectDeclaresIsNoNeighboursFile() throws IOException {
        patient.file("other/" + x + ".py", "").known(x + "\t" + x);
        is(missing(x), "unknown");
        patient.file("app/requirements.txt", x + " \\\n  ==1.0\n");
        is(missing(x), "distribution-missing");
    }

    @Test
    void nearMisses() throws IOException {
        patient.file("app/pyproject.toml", "");
        // A mere folder, a part that is not in it, an environment that was put there, and a package that was found.
        patient.file("app/src/" + x + "/data.csv", "");
        is(missing(x), "unknown");
        patient.file("app/src/lib" + x + "/__init__.py", "");
        is(missing("lib" + x + ".part"), "unknown");
        patient.file("app/src/pip-1.dist-info/METADATA", "").file("app/src/" + x + "/__init__.py", "");
        is(missing(x), "unknown");
        patient.installed("in" + x + "/__init__.py").file("app/in" + x + ".py", "");
        assertThat(patient.answer(missing("in" + x + ".part")).cause()).isNotEqualTo("local-import-broken");
    }

    /** Whoever installed the importing code did not mean a file of this project. */
    @Test
    void whatALibraryMissesIsNotTheProjects() throws IOException {
        patient.file("app/pyproject.toml", "")
                .file("app/src/" + x + ".py", "")
                .installed("q" + x + "/__init__.py")
                .distribution("q" + x, "1", "q" + x + "/__init__.py");
        String output = traceback(
                "ModuleNotFoundError: No module named '" + x + "'",
                "@/app/main.py",
                "import q" + x,
                patient.site() + "/q" + x + "/__init__.py",
                "import " + x);
        assertThat(patient.answer(output).cause()).isNotEqualTo("local-import-broken");
    }

    @Test
    void anEnvironmentThatHasItComesFirst() throws IOException {
        patient.file("app/pyproject.toml", "").file("app/src/" + x + "/__init__.py", "");
        elsewhere("__init__.py").file("app/main.py", "print(1)\n");
        is(missing(x), "other-interpreter");
    }

    @ParameterizedTest
    @CsvSource({
        "_fast, app/%s/_fast.pyx, ''",
        "_fast, app/%s/_fast.c, ''",
        "_fast, app/setup.py, 'from setuptools import Extension  # Extension(\"%s._fast\")'",
        "_core, app/pyproject.toml, 'module-name = \"%s._core\"'",
        "_core, app/meson.build, 'py.extension_module(''_core'')'",
        "_version, app/pyproject.toml, 'write_to = \"%s/_version.py\"'",
        "_version, app/%s/_version.py.in, ''",
        "local, app/%s/local.py.example, ''",
        "local, app/.gitignore, 'local.py'",
        "order_pb2, app/proto/order.proto, ''",
        "_core, app/CMakeLists.txt, 'pybind11_add_module(_core MODULE core.cc)'",
        "_core, app/rust/Cargo.toml, 'name = \"_core\"'",
        "_core, app/pyproject.toml, 'target = \"%s._core\"'",
        "_core, app/%s/build_core.py, 'ffi.set_source(\"%s._core\", None)'",
        "_shapes, app/%s/shapes.i, ''",
        "ui_main, app/forms/main.ui, ''",
        "icons_rc, app/forms/icons.qrc, ''",
        "ExprParser, app/grammar/Expr.g4, ''",
        "order, app/order.thrift, ''",
        "_version, app/setup.py, 'use_scm_version={\"write_to\": \"%s/_version.py\"}'",
        "_version, app/pyproject.toml, 'version-file = \"%s/_version.py\"'",
        "_version, app/Makefile, '%s/_version.py: VERSION'",
        "_version, app/setup.cfg, 'versionfile_source = %s/_version.py'",
        "local, app/.gitignore, '**/local.py'",
        "local, app/.gitignore, '/%s/local.py'",
        "order_pb2_grpc, app/%s/order.proto, ''"
    })
    void partThatIsStillToBeMade(String part, String maker, String text) throws IOException {
        patient.file("app/" + x + "/__init__.py", "").file(maker.formatted(x), text.replace("%s", x));
        Diagnosis answer = patient.answer(missing(x + "." + part));
        assertThat(answer.cause()).isEqualTo("local-import-broken");
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(answer.summary().places()).containsEntry("path", patient.at(maker.formatted(x)));
    }

    private String importing(String part) {
        return traceback(
                "ImportError: cannot import name '" + part + "' from '" + x + "' (@/app/" + x + "/__init__.py)",
                "@/app/main.py",
                "from " + x + " import " + part);
    }

    /** {@code from package import part} is worded otherwise, and is the same. */
    @Test
    void partThatIsAskedForAsAName() throws IOException {
        patient.file("app/" + x + "/__init__.py", "").file("app/" + x + "/_fast.pyx", "");
        Diagnosis answer = patient.answer(importing("_fast"));
        assertThat(answer.cause()).isEqualTo("local-import-broken");
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(answer.module()).isEqualTo(x + "._fast");
        assertThat(answer.summary().places()).containsEntry("module", x + "._fast");
        is(importing("_slow"), "unknown");
        is(importing("Orders"), "not-an-environment-failure");
    }

    /** No file that is named for another reason makes anything. */
    @ParameterizedTest
    @CsvSource({
        "app/pyproject.toml, 'omit = [\"%s/orders.py\"]'",
        "app/pyproject.toml, 'extend-exclude = [\"%s/orders.py\"]'",
        "app/pyproject.toml, '# write_to = \"%s/orders.py\"'",
        "app/pyproject.toml, 'write_to = \"other/%s/orders.py\"'",
        "app/setup.cfg, 'omit = %s/orders.py'",
        "app/setup.py, 'lint(\"%s/orders.py\")'",
        "app/Makefile, '\tpython %s/orders.py'",
        "app/build_all.py, 'load(\"%s.orders\")'",
        "app/.gitignore, '!orders.py'",
        "app/.gitignore, 'other/orders.py'",
        "app/.gitignore, '# orders.py'"
    })
    void mentionThatMakesNothing(String file, String text) throws IOException {
        patient.file("app/" + x + "/__init__.py", "").file(file, text.replace("%s", x) + "\n");
        is(missing(x + ".orders"), "not-an-environment-failure");
    }

    @Test
    void lastLineThatFitsDecidesWhatIsIgnored() throws IOException {
        patient.file("app/" + x + "/__init__.py", "").file("app/.gitignore", "local.py\n!/" + x + "/local.py\n");
        is(missing(x + ".local"), "not-an-environment-failure");
    }

    /** Something is made in the project: whether it is this, nothing says. */
    @ParameterizedTest
    @CsvSource({
        "app/CMakeLists.txt, 'project(q)'",
        "app/native/Cargo.toml, '[lib]'",
        "app/setup.py, 'setup(ext_modules=all_of_them())'",
        "app/pyproject.toml, '[[tool.setuptools-rust.ext-modules]]'",
        "app/%s/other.pyx, ''",
        "app/wrap/q.i, '%%module r'",
        "app/forms/q.ui, ''",
        "app/%s/_build.py, 'ffi.set_source(NAME, None)'",
        "app/q.thrift, ''"
    })
    void partThatTheProjectMayMake(String file, String text) throws IOException {
        patient.file("app/" + x + "/__init__.py", "").file(file.formatted(x), text);
        is(missing(x + "._core"), "unknown");
    }

    @Test
    void partThatNothingWouldMakeIsMostLikelyTheProgramsOwnFailure() throws IOException {
        patient.file("app/" + x + "/__init__.py", "").file("app/" + x + "/orders.py", "");
        is(missing(x + ".ordrs"), "not-an-environment-failure");
        Diagnosis answer = patient.answer(missing(x + ".ordrs"));
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(answer.summary().key()).isEqualTo("cause.not-an-environment-failure.summary.near");
        assertThat(answer.summary().places()).containsEntry("near", x + ".orders");
        assertThat(patient.answer(missing(x + ".bills")).summary().key())
                .isEqualTo("cause.not-an-environment-failure.summary.part");
        // Python takes a folder with code in it for a package as well.
        patient.file("app/n" + x + "/orders.py", "");
        is(missing("n" + x + ".ordrs"), "not-an-environment-failure");
    }

    /** The file is there under a name of other case; the package is somebody else's; a distribution lies there. */
    @Test
    void partsThatSomethingElseMayBringAreNotTheProgramsFailure() throws IOException {
        patient.file("app/" + x + "/__init__.py", "").file("app/" + x + "/Orders.py", "");
        is(missing(x + ".orders"), "unknown");
        assertThat(patient.answer(missing(x + ".orders")).notes())
                .contains(Say.of(
                        "note.near",
                        "module",
                        x + ".orders",
                        "near",
                        x + ".Orders",
                        "path",
                        patient.at("app/" + x + "/Orders.py")));
        patient.installed("in" + x + "/__init__.py");
        is(missing("in" + x + ".part"), "unknown");
        patient.file("app/d" + x + "/__init__.py", "").file("app/d" + x + "-1.dist-info/METADATA", "");
        assertThat(patient.answer(missing("d" + x + ".part")).cause()).isNotEqualTo("not-an-environment-failure");
    }

    private String relative(String file, String source) throws IOException {
        patient.file(file, source + "\n");
        return "Traceback (most recent call last):\n  File \"" + patient.at(file) + "\", line 1, in <module>\n    "
                + source + "\nImportError: attempted relative import with no known parent package\n";
    }

    @Test
    void aFileOfAPackageThatWasRunByItsPath() throws IOException {
        patient.file("app/__init__.py", "").file("app/" + x + ".py", "value = 1\n");
        Diagnosis answer = patient.answer(relative("app/main.py", "from ." + x + " import value"));
        assertThat(answer.cause()).isEqualTo("local-import-broken");
        assertThat(answer.certainty()).isEqualTo(Certainty.PROVED);
        assertThat(answer.summary().places())
                .containsEntry("module", "app.main")
                .containsEntry("folder", patient.at("app").replaceAll("/app$", ""));
    }

    /** A folder without the file that makes it a package may be one all the same; nothing says so. */
    @Test
    void aFolderThatOnlyMayBeAPackage() throws IOException {
        patient.file("app/" + x + ".py", "value = 1\n");
        Diagnosis answer = patient.answer(relative("app/main.py", "from ." + x + " import value"));
        assertThat(answer.cause()).isEqualTo("local-import-broken");
        assertThat(answer.certainty()).isEqualTo(Certainty.LIKELY);
        patient.file("app/__init__.py", "");
        Diagnosis lacking = patient.answer(relative("app/main.py", "from .no" + x + " import value"));
        assertThat(lacking.certainty()).isEqualTo(Certainty.LIKELY);
    }

    /** Python names the first part that it does not find: the folder may have that one, and not what is asked for. */
    @Test
    void onlyTheFirstPartIsInTheProjectsSources() throws IOException {
        patient.file("app/pyproject.toml", "[project]\nname = 'app'\n").file("app/src/" + x + "/__init__.py", "");
        String output =
                traceback("ModuleNotFoundError: No module named '" + x + "'", "@/app/main.py", "import " + x + ".core");
        assertThat(patient.answer(output).cause()).isEqualTo("unknown");
        patient.file("app/src/" + x + "/core.py", "");
        assertThat(patient.answer(output).cause()).isEqualTo("local-import-broken");
    }
}
