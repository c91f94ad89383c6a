"""Answers one line for each line of questions, by PyPA's packaging: oracle.py FOLDER < questions > answers."""
import sys

sys.path.insert(0, sys.argv[1])
from packaging.markers import Marker
from packaging._parser import parse_requirement
from packaging.requirements import Requirement
from packaging.specifiers import Specifier, SpecifierSet
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version


def name(text):
    return canonicalize_name(text)


def version(text):
    v = Version(text)
    return "|".join([str(v), str(v.is_prerelease), str(v.is_postrelease), v.local or "", v.public, v.base_version])


def order(one, other):
    a, b = Version(one), Version(other)
    return str((a > b) - (a < b))


def specifier(text, candidate, prereleases):
    allowed = True if prereleases == "true" else None
    return str(SpecifierSet(text).contains(Version(candidate), prereleases=allowed))


def marker(text, extra, *environment):
    values = dict(pair.split("=", 1) for pair in environment)
    return str(Marker(text).evaluate(dict(values, extra=extra)))


def requirement(text):
    r = Requirement(text)
    # A SpecifierSet drops one of two specifiers that mean the same; as written, both are there.
    written = set(str(Specifier(part)) for part in parse_requirement(text).specifier.split(",") if part.strip())
    return "|".join([r.name, ",".join(sorted(r.extras)), ",".join(sorted(written)),
                     r.url or "", str(r.marker is not None)])


def wheel(text):
    n, v, build, tags = parse_wheel_filename(text)
    return "|".join([n, str(v), "".join(str(part) for part in build), ",".join(sorted(str(t) for t in tags))])


QUESTIONS = dict(name=name, version=version, order=order, specifier=specifier, marker=marker,
                 requirement=requirement, wheel=wheel)

for line in sys.stdin.buffer:
    kind, *arguments = line.decode("utf-8").rstrip("\n").split("\x1f")
    try:
        answer = QUESTIONS[kind](*arguments)
    except Exception as error:
        answer = "!" + type(error).__name__
    sys.stdout.buffer.write((answer + "\n").encode("utf-8"))
