#!/usr/bin/env python3
"""Records what real interpreters print when programs fail, for the tests of tiryaq.symptom.

    python3 record_outputs.py ../resources/tiryaq/symptom

One file per version, with a line ">>> NAME" before each program's output.

Interpreters are found under $PYENV_ROOT/versions (~/.pyenv). The failure inside of native code needs a package index
for pip. Paths are masked: the program's folder becomes /home/user/app, an interpreter's /opt/pythonX.Y.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

VERSIONS = ["2.7", "3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13"]

CHAIN = """
def connect():
    try:
        import yaml_that_is_absent
    except ImportError as e:
        %s

connect()
"""

PROGRAMS = {
    "missing": {"app.py": "import helper\n", "helper.py": "def load():\n    import absent.part\nload()\n"},
    "name": {"app.py": "from helper import absent\n", "helper.py": ""},
    "name-circular": {"app.py": "import one\n", "one.py": "from two import b\na = 1\n", "two.py": "from one import a\nb = 1\n"},
    "attribute": {"app.py": "import helper\nhelper.absent()\n", "helper.py": ""},
    "shadow": {"app.py": "import colorsys\n", "colorsys.py": "import colorsys\ncolorsys.hsv_to_rgb(1, 1, 1)\n"},
    "shadow-name": {"app.py": "import json\n", "json.py": "from json import dumps\n"},
    "no-package": {"app.py": "import helper.part\n", "helper.py": ""},
    "context": {"app.py": CHAIN % "raise RuntimeError('please configure a driver')"},
    "cause": {"app.py": CHAIN.replace("%s", "raise RuntimeError('no driver') from e")},
    "fallback": {"app.py": CHAIN % "import json_that_is_absent"},
    "handler-bug": {"app.py": CHAIN % "fallback({})\n\ndef fallback(d):\n    return d['key']\n"},
    "recursion": {"app.py": "import sys\nsys.setrecursionlimit(200)\ndef f(n):\n    return f(n + 1)\nf(0)\n"},
    "syntax": {"app.py": "def f(:\n    pass\n"},
    "syntax-imported": {"app.py": "import helper\n", "helper.py": "x = = 1\n"},
    "own": {"app.py": "raise ValueError(\"upstream said: ModuleNotFoundError: No module named 'yaml'\")\n"},
    "own-assert": {"app.py": "assert 1 == 2, \"expected \\\"No module named 'x'\\\"\"\n"},
    "own-lines": {"app.py": "raise AssertionError('expected:\\nModuleNotFoundError: No module named \\'yaml\\'')\n"},
    "long-call": {"app.py": "def f(*a):\n    import absent\nf(\n    1,\n    2,\n    3,\n    4,\n    5,\n    6,\n    7,\n    8,\n    9,\n)\n"},
    "child": {
        "app.py": "import subprocess, sys\nsubprocess.check_call([sys.executable, 'child.py'])\n",
        "child.py": "import absent\n",
    },
    "thread": {"app.py": "import threading\ndef f():\n    import absent\nt = threading.Thread(target=f)\nt.start()\nt.join()\nraise KeyError('mine')\n"},
    "short-native": {"app.py": "import native\n", "native.so": "\x7fELF"},
    "text-native": {"app.py": "import native\n", "native.so": "version https://git-lfs.github.com/spec/v1\n" * 20},
    "crash": {"app.py": "import faulthandler, os, signal\nfaulthandler.enable()\ndef f():\n    os.kill(os.getpid(), signal.SIGSEGV)\nf()\n"},
    "group": {"app.py": "def f():\n    import absent\ntry:\n    f()\nexcept ImportError as e:\n    raise ExceptionGroup('several', [e])\n"},
    "unittest": {"app.py": "import unittest\nunittest.main('test_it')\n", "test_it.py": "import absent\n"},
    "logged": {"app.py": "import logging\ntry:\n    import absent\nexcept ImportError:\n    logging.exception('carrying on')\nraise KeyError('mine')\n"},
}
RUNS = {
    "module": (["-m", "absent.part"], {}),
    "no-home": (["-c", "pass"], {"PYTHONHOME": "/nonexistent"}),
    "coloured": (["app.py"], {"FORCE_COLOR": "1"}),
}
SKIP = {
    ("2.7", "cause"), ("2.7", "crash"), ("2.7", "shadow"), ("2.7", "shadow-name"),
}


def interpreters():
    root = os.path.join(os.environ.get("PYENV_ROOT", os.path.expanduser("~/.pyenv")), "versions")
    for version in VERSIONS:
        for name in sorted(os.listdir(root)):
            if name == version or name.startswith(version + "."):
                yield version, os.path.join(root, name)
                break


def run(interpreter, arguments, folder, variables):
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": folder}
    environment.update(variables)
    done = subprocess.run(
        [interpreter] + arguments, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    return done.stdout


def masked(output, folder, version, prefix):
    for real in {folder, os.path.realpath(folder)}:
        output = output.replace(real.encode(), b"/home/user/app")
    output = output.replace(prefix.encode(), b"/opt/python" + version.encode())
    output = re.sub(rb"/tmp/python-build[^/]*/Python-[\d.]*/", b"/build/", output)
    output = re.sub(rb"/registry/src/[^/]*/", b"/registry/src/", output)
    return re.sub(rb"0x[0-9a-f]{8,}", b"0x00007f0000000000", output)


def programs(destination):
    for version, prefix in interpreters():
        with open(os.path.join(destination, "python-" + version + ".txt"), "wb") as recording:
            record(version, prefix, recording)


def keep(recording, name, output):
    recording.write(b">>> " + name.encode() + b"\n" + output)


def record(version, prefix, recording):
    interpreter = os.path.join(prefix, "bin", "python")
    for name, files in PROGRAMS.items():
        if (version, name) in SKIP or (name == "group" and version not in ("3.11", "3.12", "3.13")):
            continue
        with tempfile.TemporaryDirectory() as folder:
            for file, text in files.items():
                with open(os.path.join(folder, file), "wb") as opened:
                    opened.write(text.encode("latin-1"))
            output = run(interpreter, [os.path.join(folder, "app.py")], folder, {})
            keep(recording, name, masked(output, folder, version, prefix))
    for name, (arguments, variables) in RUNS.items():
        if name == "coloured" and version != "3.13":
            continue
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "app.py"), "w") as opened:
                opened.write("def f():\n    import absent\nf()\n")
            output = run(interpreter, arguments, folder, variables)
            keep(recording, name, masked(output, folder, version, prefix))


def panic(destination):
    """Packages for 3.11 under 3.13: cryptography's abi3 half loads, cffi's does not, and Rust panics over it."""
    prefixes = dict(interpreters())
    if "3.13" not in prefixes:
        sys.exit("panic needs Python 3.13")
    interpreter = os.path.join(prefixes["3.13"], "bin", "python")
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "packages")
        subprocess.check_call(
            [interpreter, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--target", target,
             "--python-version", "3.11", "--platform", "manylinux2014_x86_64", "--only-binary=:all:",
             "cryptography==41.0.7", "cffi==1.16.0", "pycparser==2.21"], stderr=subprocess.DEVNULL)
        with open(os.path.join(folder, "fetch.py"), "w") as opened:
            opened.write("def connect():\n    from cryptography.hazmat.primitives.ciphers import aead\n    return aead\n\nconnect()\n")
        with open(os.path.join(destination, "panic.txt"), "wb") as recording:
            for name, variables in (("panic", {}), ("panic-backtrace", {"RUST_BACKTRACE": "1"})):
                variables["PYTHONPATH"] = target
                output = run(interpreter, [os.path.join(folder, "fetch.py")], folder, variables)
                lines = masked(output, folder, "3.13", prefixes["3.13"]).splitlines(True)
                if len(lines) > 120:
                    lines = lines[:40] + lines[-60:]
                keep(recording, name, b"".join(lines))


def main():
    destination = sys.argv[1]
    os.makedirs(destination, exist_ok=True)
    programs(destination)
    panic(destination)


main()
