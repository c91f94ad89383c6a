# Passes when what the named distributions require is installed. Runs under any Python from 2.7 on.
import re, sys
try:
    from importlib import metadata
except ImportError:
    import pkg_resources
    for name in sys.argv[1:]:
        pkg_resources.require(name)
    sys.exit(0)
try:
    from packaging.requirements import Requirement
except ImportError:
    try:
        from pip._vendor.packaging.requirements import Requirement
    except ImportError:
        Requirement = None


def key(version):
    epoch, _, rest = version.strip().lower().lstrip("v").split("+")[0].rpartition("!")
    release = re.match(r"[0-9.]*", rest).group().rstrip(".")
    numbers = [int(n) for n in release.split(".") if n]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    suffix = rest[len(release):].strip("-_.")
    order = 0 if not suffix else 1 if suffix[0] in "p0123456789" else -2 if suffix[0] == "d" else -1
    return [int(epoch or 0)], numbers, order, [int(n) for n in re.findall("[0-9]+", suffix)]


def one(found, operator, wanted):
    if wanted.endswith(".*"):
        prefix = key(wanted[:-2])[1]
        same = (key(found)[1] + [0] * 9)[:wanted.count(".")] == (prefix + [0] * 9)[:wanted.count(".")]
        return same == (operator == "==")
    if operator == "~=":
        return key(found) >= key(wanted) and one(found, "==", wanted.rpartition(".")[0] + ".*")
    if operator == "===":
        return found == wanted
    a, b = key(found), key(wanted)
    return {"==": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[operator]


class Comparable(str):
    def __lt__(self, other): return one(self, "<", other)
    def __le__(self, other): return one(self, "<=", other)
    def __gt__(self, other): return one(self, ">", other)
    def __ge__(self, other): return one(self, ">=", other)
    def __eq__(self, other): return one(self, "==", other)
    def __ne__(self, other): return one(self, "!=", other)
    __hash__ = str.__hash__


def plain(text):
    import os, platform
    head, _, marker = text.partition(";")
    here = {
        "extra": "", "os_name": os.name, "sys_platform": sys.platform,
        "platform_machine": platform.machine(), "platform_system": platform.system(),
        "platform_release": platform.release(), "platform_version": platform.version(),
        "platform_python_implementation": platform.python_implementation(),
        "implementation_name": sys.implementation.name,
        "python_version": Comparable("%d.%d" % sys.version_info[:2]),
        "python_full_version": Comparable("%d.%d.%d" % sys.version_info[:3]),
        "implementation_version": Comparable("%d.%d.%d" % sys.version_info[:3]),
    }
    if marker.strip() and not eval(marker.strip(), {"__builtins__": {}}, here):
        return None
    name = re.match(r"\s*([A-Za-z0-9._-]+)\s*(?:\[[^\]]*\])?", head)
    specifiers = re.findall(r"(===|==|~=|!=|<=|>=|<|>)\s*([^,\s()]+)", head[name.end():])
    return name.group(1), lambda found: all(one(found, *each) for each in specifiers)


def standard(text):
    requirement = Requirement(text)
    if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
        return None
    return requirement.name, lambda found: requirement.specifier.contains(found, prereleases=True)


unmet = []
for name in sys.argv[1:]:
    try:
        required = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        unmet.append(name + " is not installed")
        continue
    for text in required:
        wanted = (standard if Requirement else plain)(text)
        if wanted:
            try:
                found = metadata.version(wanted[0])
                if not wanted[1](found):
                    unmet.append("%s requires %s, found %s" % (name, text, found))
            except metadata.PackageNotFoundError:
                unmet.append("%s requires %s, which is not installed" % (name, text))
sys.exit("\n".join(unmet) or 0)
