# Passes when what the named distributions require is installed. Runs under any Python from 2.7 on.
import re, sys


# The normalized name of PEP 503: not every release of Python looks for "a.b" where a wheel calls its metadata "a_b".
def normal(name):
    return re.sub("[-_.]+", "-", name or "").lower()


try:
    from importlib import metadata
except ImportError:
    try:
        import pkg_resources
    except ImportError:
        from pip._vendor import pkg_resources
    there = {normal(each.project_name): each for each in pkg_resources.working_set}
    unmet = []
    for name in sys.argv[1:]:
        if normal(name) not in there:
            unmet.append(name + " is not installed")
            continue
        for wanted in there[normal(name)].requires():
            found = there.get(normal(wanted.project_name))
            if not found:
                unmet.append("%s requires %s, which is not installed" % (name, wanted))
            elif found.version not in wanted:
                unmet.append("%s requires %s, found %s" % (name, wanted, found.version))
    sys.exit("\n".join(unmet) or 0)
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


def distribution(name):
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return next((each for each in metadata.distributions() if normal(each.metadata["Name"]) == normal(name)), None)


unmet = []
for name in sys.argv[1:]:
    installed = distribution(name)
    if installed is None:
        unmet.append(name + " is not installed")
        continue
    for text in installed.requires or []:
        wanted = (standard if Requirement else plain)(text)
        if not wanted:
            continue
        found = distribution(wanted[0])
        if found is None:
            unmet.append("%s requires %s, which is not installed" % (name, text))
        elif not wanted[1](found.version):
            unmet.append("%s requires %s, found %s" % (name, text, found.version))
sys.exit("\n".join(unmet) or 0)
