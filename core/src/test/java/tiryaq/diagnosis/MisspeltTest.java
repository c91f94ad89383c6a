package tiryaq.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tiryaq.catalogue.Examination;
import tiryaq.catalogue.Examined;
import tiryaq.catalogue.OnlyThese;
import tiryaq.catalogue.Ran;
import tiryaq.catalogue.RealRun;
import tiryaq.command.Pythons;

/** Names that a program misspells, as real interpreters tell of them; older ones do not remark what is near. */
class MisspeltTest {
    @TempDir
    Path folder;

    private Examined failing(String python, String text) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("ask.py"), text + "\n");
        RealRun run = RealRun.of(List.of(python, script.toString()), folder, Map.of("PYTHONDONTWRITEBYTECODE", "1"));
        assertThat(run.code()).as(run.printed()).isNotZero();
        return run.examined();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8", "3.9", "3.11", "3.12", "3.13"})
    void ofTheStandardLibrary(String version) throws IOException, InterruptedException {
        Examined examined = failing(Pythons.of(version), "from json import lods");
        assertThat(examined.ownFailure()).as("%s", examined.answer()).isTrue();
        if (!examined.patient().incident().words().contains("Did you mean")) {
            assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
            assertThat(examined.answer().summary().places())
                    .containsEntry("near", "loads")
                    .containsEntry("module", "json");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "from os.path import joinn, join",
        "from re import serach, search",
        "from typing import Optinal, Optional",
        "from asyncio import gahter, gather",
        "import json; json.lods('1'), loads"
    })
    void wherePythonRemarksNothing(String text, String near) throws IOException, InterruptedException {
        Examined examined = failing(Pythons.of("3.9"), text);
        assertThat(examined.ownFailure()).as("%s", examined.answer()).isTrue();
        assertThat(examined.answer().summary().places()).containsEntry("near", near);
    }

    /** What came later, went, or is there on another system, and what nothing is near to. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "from collections import Mapping",
                "from math import sumprod",
                "from typing import ReadOnly",
                "from typing import override",
                "from inspect import getargspec",
                "from asyncio import coroutine",
                "from signal import SIGINFO",
                "from os import startfile",
                "from os import lchmodd",
                "from json import zzz"
            })
    void isNoOtherName(String text) throws IOException, InterruptedException {
        assertThat(failing(Pythons.of("3.11"), text).ownFailure()).as(text).isFalse();
    }

    @Test
    void ofALibraryWhoseTextShowsAllItsNames() throws IOException, InterruptedException {
        String python = Pythons.of("3.11");
        Path environment = Pythons.venv(python, folder.resolve(".venv"));
        String own = environment.resolve("bin/python").toString();
        Path packages = Pythons.packages(own, folder);
        String name = Patient.fresh();
        Path library = Files.createDirectories(packages.resolve(name));
        Files.writeString(library.resolve("__init__.py"), "from .api import get, sessionmaker, Flask\n");
        Files.writeString(library.resolve("api.py"), "def get(): pass\ndef sessionmaker(): pass\nFlask = get\n");
        Path dist = Files.createDirectories(packages.resolve(name + "-1.0.dist-info"));
        Files.writeString(dist.resolve("METADATA"), "Metadata-Version: 2.1\nName: " + name + "\nVersion: 1.0\n");
        Files.writeString(
                dist.resolve("RECORD"),
                name + "/__init__.py,,\n" + name + "/api.py,,\n" + name + "-1.0.dist-info/METADATA,,\n");
        Examined slip = failing(own, "from " + name + " import gett");
        assertThat(slip.ownFailure()).as("%s", slip.answer()).isTrue();
        assertThat(slip.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(slip.answer().summary().places()).containsEntry("near", "get");
        assertThat(failing(own, "from " + name + " import sessionmakr").ownFailure())
                .isTrue();
        assertThat(failing(own, "from " + name + " import Flsk").ownFailure()).isTrue();
        assertThat(failing(own, "from " + name + " import put").ownFailure()).isFalse();
        Files.writeString(library.resolve("late.py"), "REMOVED = ['gett']\n");
        assertThat(failing(own, "from " + name + " import gett").ownFailure()).isFalse();
        Files.delete(library.resolve("late.py"));
        Files.writeString(library.resolve("__init__.py"), "from .api import get\nglobals().update({})\n");
        assertThat(failing(own, "from " + name + " import gett").ownFailure()).isFalse();
    }

    /** Where somebody has taken every name on the index, and no interpreter answers but the one that ran. */
    private Examined whereAllIsTaken(String version, String text) throws IOException, InterruptedException {
        String python = Pythons.of(version);
        Path script = Files.writeString(folder.resolve("ask.py"), text + "\n");
        RealRun run = RealRun.of(List.of(python, script.toString()), folder, Map.of("PYTHONDONTWRITEBYTECODE", "1"));
        assertThat(run.printed()).containsAnyOf("No module named", "ImportError");
        Providers taken = (names, _) -> names.stream().findFirst().map(name -> new Providers.Provided(name, "index"));
        return new Examination(run.machine(), new OnlyThese(run.machine(), Set.of(python)), _ -> taken)
                .of(run.symptom(), new Ran(run.command(), run.code(), null, null));
    }

    /** A letter that was lost, written twice or exchanged, in what is at hand wherever this Python runs. */
    @ParameterizedTest
    @CsvSource({
        "3.12, import jsn, json",
        "3.12, import josn, json",
        "3.9, import tim, time",
        "2.7, import tim, time",
        "3.12, import ssys, sys",
        "3.12, import iterools, itertools",
        "3.12, from mian import run, main",
        "3.12, from man import run, main",
        "3.12, import helper, helpers"
    })
    void aModuleThatIsAtHand(String version, String text, String near) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("main.py"), "def run(): pass\n");
        Files.writeString(folder.resolve("helpers.py"), "");
        Examined examined = whereAllIsTaken(version, text);
        assertThat(examined.ownFailure()).as("%s", examined.answer()).isTrue();
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(examined.answer().summary().places()).containsEntry("near", near);
    }

    /** Another beginning, end or number makes another name; and what the project declares it means. */
    @ParameterizedTest
    @CsvSource({
        "import jsonx",
        "import jsan",
        "import sqlite",
        "import io2",
        "import tm",
        "import declard",
        "import telegra",
        "import csvv",
        "import as_",
        "import sk"
    })
    void aModuleOfAnotherName(String text) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("requirements.txt"), "declard\ncsvv\n");
        Files.writeString(folder.resolve("declared.py"), "");
        Files.writeString(folder.resolve("telegrax.py"), "");
        Examined examined = whereAllIsTaken("3.12", text);
        assertThat(examined.ownFailure()).as("%s", examined.answer()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "import sys.path, sys",
        "import os.environ, os",
        "import os.path.join, os.path",
        "import copy.copy, copy"
    })
    void aNameThatIsImportedAsAModule(String text, String parent) throws IOException, InterruptedException {
        Examined examined = failing(Pythons.of("3.12"), text);
        assertThat(examined.ownFailure()).as("%s", examined.answer()).isTrue();
        assertThat(examined.answer().certainty()).isEqualTo(Certainty.LIKELY);
        assertThat(examined.answer().summary().key()).isEqualTo("cause.not-an-environment-failure.summary.single");
        assertThat(examined.answer().summary().places()).containsEntry("parent", parent);
        // What is a package elsewhere may be meant for there.
        assertThat(failing(Pythons.of("2.7"), "import collections.abc").ownFailure())
                .isFalse();
    }
}
