"""Writes stdlib.tsv: what the standard library of each Python has and others lack, as real interpreters show it.

    python3 stdlib.py PYTHON2.7 PYTHON3.6 ... > ../main/resources/tiryaq/knowledge/stdlib.tsv

Each argument is an interpreter, the oldest first. A row is a module, or module:name; the first version that has it and the
first that no longer does, a dash where none of those asked knows. What comes and goes by build or platform gets no row.
"""
import json
import subprocess
import sys

ASK = r"""
import json, os, sys, warnings
warnings.simplefilter("ignore")
SKIP = set("test tests idlelib turtledemo lib2to3 antigravity this site-packages ensurepip pydoc_data turtle".split())
wanted = json.loads(sys.stdin.read())
modules = set(n for n in sys.builtin_module_names if not n.startswith("_"))
def walk(folder, prefix):
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        stem = name.split(".")[0]
        if stem.startswith("_") or stem in SKIP or not stem.replace("_", "a").isalnum():
            continue
        if name.endswith(".py") or name.endswith(".so"):
            modules.add(prefix + stem)
        elif os.path.isfile(os.path.join(path, "__init__.py")):
            modules.add(prefix + name)
            walk(path, prefix + name + ".")
for folder in sys.path[1:]:
    if os.path.isdir(folder) and "packages" not in folder and "plat-" not in folder:
        walk(folder, "")
names = {}
for module in sorted(modules):
    if module.startswith(("tkinter", "lib", "Tk", "tk", "curses", "msilib", "winreg", "__main__", "distutils.command")):
        continue
    try:
        __import__(module)
        loaded = sys.modules[module]
    except BaseException:
        continue
    if wanted is None:
        public = getattr(loaded, "__all__", None)
        if not public:
            public = [n for n in dir(loaded) if getattr(getattr(loaded, n), "__module__", module) in (None, module, "_" + module)]
        names[module] = sorted(n for n in public if hasattr(loaded, n) and len(n) > 1 and not n.startswith("_")
                               and type(getattr(loaded, n)) is not type(sys))
    else:
        names[module] = [n for n in wanted.get(module, ()) if hasattr(loaded, n)]
sys.stdout.write(json.dumps([list(sys.version_info[:2]), sorted(modules), names]))
"""


def ask(python, wanted):
    done = subprocess.run([python, "-S", "-c", ASK], input=json.dumps(wanted), capture_output=True, text=True, check=True)
    version, modules, names = json.loads(done.stdout[done.stdout.index("[["):])
    return tuple(version), set(modules), {module: set(found) for module, found in names.items()}


def span(versions, has):
    """The first version that has it and the first that no longer does; None for what comes and goes, or always is."""
    seen = [has(i) for i in range(len(versions))]
    first, last = seen.index(True), len(seen) - 1 - seen[::-1].index(True)
    if not all(seen[first:last + 1]) or all(seen):
        return None
    # Between 2.7 and the first Python 3 that was asked, only the major version is known.
    word = lambda i: "3" if versions[i][0] == 3 and versions[i - 1][0] == 2 else "%d.%d" % versions[i]
    return ("-" if first == 0 else word(first)), ("-" if last == len(seen) - 1 else word(last + 1))


def main(pythons):
    first = [ask(python, None) for python in pythons]
    wanted = {}
    for _, _, names in first:
        for module, found in names.items():
            wanted.setdefault(module, set()).update(found)
    asked = [ask(python, {module: sorted(found) for module, found in wanted.items()}) for python in pythons]
    versions = [version for version, _, _ in asked]
    rows = {}
    for module in set().union(*(modules for _, modules, _ in asked)):
        rows[module] = span(versions, lambda i: module in asked[i][1])
    for module, found in wanted.items():
        at = [i for i in range(len(asked)) if module in asked[i][2]]
        for name in found:
            if at and any(name in asked[i][2][module] for i in at) and any(versions[i][0] == 3 for i in at):
                rows[module + ":" + name] = span([versions[i] for i in at], lambda k: name in asked[at[k]][2][module])
    print("# Modules and module:names of the standard library that some Pythons have and others lack: the first version that")
    print("# has it, the first that no longer does. Made by core/src/knowledge/stdlib.py; asked were " + ", ".join("%d.%d" % v for v in versions) + ".")
    for row in sorted(rows):
        if rows[row]:
            print("%s\t%s\t%s" % (row, *rows[row]))


main(sys.argv[1:])
