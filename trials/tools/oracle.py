"""What Python itself says about a sick environment.

oracle.py CAUSE MODULE DISTRIBUTION LAST SCRIPTS [ELSEWHERE], run by the interpreter and in the surroundings of the failing
command. LAST is the file at fault, SCRIPTS the folder that the command would have as the first entry of its path, ELSEWHERE
an interpreter that has the module. Prints what contradicts the cause, nothing when all holds.
"""

import base64
import hashlib
import importlib.machinery
import importlib.metadata
import os
import struct
import subprocess
import sys

cause, module, distribution, last, scripts = sys.argv[1:6]
elsewhere = sys.argv[6] if len(sys.argv) > 6 else ""
sys.path[0] = scripts
top = module.partition(".")[0]


def spec(name):
    """As the failing command finds it: nothing that this script has imported itself counts."""
    found, places = None, sys.path
    parts = name.split(".")
    for i in range(len(parts)):
        found = importlib.machinery.PathFinder.find_spec(".".join(parts[: i + 1]), places)
        places = found.submodule_search_locations if found else None
        if places is None and i + 1 < len(parts):
            return None
    return found


def hold(fact, words):
    if not fact:
        print(words)


def owners(path):
    for each in importlib.metadata.distributions():
        for file in each.files or ():
            if os.path.realpath(str(each.locate_file(file))) == os.path.realpath(path):
                yield each.metadata["Name"].lower(), file


def same(path, file):
    with open(path, "rb") as stream:
        digest = base64.urlsafe_b64encode(hashlib.sha256(stream.read()).digest()).rstrip(b"=").decode()
    return file.hash is None or file.hash.value == digest


def foreign():
    """Native files of the module whose names this interpreter never tries."""
    name = module.rpartition(".")[2]
    folders = [os.path.join(entry, *module.split(".")[:-1]) for entry in sys.path]
    for folder in folders:
        for file in os.listdir(folder) if os.path.isdir(folder) else ():
            if file.startswith(name + ".") and file.endswith(".so"):
                if file[len(name) :] not in importlib.machinery.EXTENSION_SUFFIXES:
                    yield os.path.join(folder, file)


def abi_tag_mismatch():
    found = spec(module)
    # A source file of the same name beside it is what this interpreter loads instead.
    beside = found and found.origin and os.path.realpath(found.origin) == os.path.realpath(last).partition(".cpython-")[0] + ".py"
    hold(found is None or beside, "this interpreter finds the module")
    hold(os.path.realpath(last) in map(os.path.realpath, foreign()), "no such foreign file on the path")
    with open(last, "rb") as stream:
        hold(b"PyInit_" + module.rpartition(".")[2].encode() in stream.read(), "the file defines another module")


def distribution_missing():
    found = spec(module)
    # A mere folder has a specification without a file (PEP 420).
    hold(found is None or found.origin is None, "this interpreter finds the module")
    hold(not list(foreign()), "a foreign native file is there")
    if distribution:
        names = [each.metadata["Name"].lower() for each in importlib.metadata.distributions()]
        hold(distribution.lower() not in names, "the distribution is installed")


def venv_broken():
    hold(sys.prefix != sys.base_prefix, "this is no virtual environment")
    hold(spec(module) is None, "this interpreter finds the module")
    lib = os.path.join(sys.prefix, "lib")
    others = [each for each in os.listdir(lib) if each != "python%d.%d" % sys.version_info[:2]]
    places = [os.path.join(lib, each, "site-packages") for each in others]
    hold(importlib.machinery.PathFinder.find_spec(top, places), "no folder of another version has the module")


def other_interpreter():
    hold(spec(module) is None, "this interpreter finds the module")
    code = "import importlib.util, sys; sys.exit(importlib.util.find_spec(sys.argv[1]) is None)"
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    run = subprocess.run([elsewhere, "-c", code, module], env=bare, cwd="/")
    hold(run.returncode == 0, "the other one does not find it either")


def local_import_broken():
    hold(spec(module) is None, "this interpreter finds the module")
    hold(os.path.isfile(last), "the file is not there")
    hold(not list(owners(last)), "a distribution owns the file")
    # Another file only shows that the module is still to be made.
    if last.endswith(".py"):
        entry = last
        for _ in range(module.count(".") + (2 if os.path.basename(last) == "__init__.py" else 1)):
            entry = os.path.dirname(entry)
        sys.path.insert(0, entry)
        found = spec(module)
        hold(found and os.path.samefile(found.origin, last), "with its folder on the path the module comes from %s" % found)


def wrong_distribution():
    found = spec(module)
    hold(found is not None, "the module is not there at all")
    if found is not None:
        right = [file for owner, file in owners(last) if owner == distribution.lower()]
        others = [file for owner, file in owners(last) if owner != distribution.lower()]
        hold(others, "no other distribution owns the file")
        hold(not any(same(last, file) for file in right), "the file is the right distribution's own")
        hold(any(same(last, file) for file in others), "the file is no other distribution's either")


def shadowed_module():
    found = spec(module)
    place = found and (found.origin or list(found.submodule_search_locations or [""])[0])
    hold(place and os.path.realpath(place).startswith(os.path.realpath(last)), "the module comes from %s" % place)
    hold(not list(owners(last)), "a distribution owns the file")


def distribution_damaged():
    found = importlib.metadata.distribution(distribution)
    bad = []
    for line in found.read_text("RECORD").splitlines():
        name, digest, _ = line.rsplit(",", 2)
        path = str(found.locate_file(name))
        if not os.path.exists(path):
            bad.append(path)
        elif digest:
            with open(path, "rb") as stream:
                seen = base64.urlsafe_b64encode(hashlib.sha256(stream.read()).digest()).rstrip(b"=").decode()
            if digest != "sha256=" + seen:
                bad.append(path)
    hold(bad, "every file of the RECORD is as it was")


def native_file_damaged():
    found = spec(module)
    hold(found and os.path.samefile(found.origin, last), "the module comes from %s" % (found and found.origin))
    with open(last, "rb") as stream:
        data = stream.read()
    whole = data[:4] == b"\x7fELF" and len(data) >= 64
    if whole:
        sections, size, count = struct.unpack_from("<Q", data, 40) + struct.unpack_from("<HH", data, 58)
        whole = sections + size * count <= len(data)
    hold(not whole, "the file is whole")


def not_an_environment_failure():
    if module:
        hold(spec(module) is not None, "the module is not there")


def unknown():
    hold(spec(module) is None, "this interpreter finds the module")


globals()[cause.replace("-", "_")]()
