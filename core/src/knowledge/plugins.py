#!/usr/bin/env python3
"""Checks plugins.tsv against the wheels on an index: each option and fixture must stand in the newest one's own source.

    plugins.py --index URL

Ends with 0 when all of them do, 1 when one does not. Needs Python 3.8 and nothing else.
"""
import argparse
import os
import re
import sys
import zipfile

import popular
import verify

TABLE = os.path.join(os.path.dirname(verify.TABLE), "plugins.tsv")


def sources(index, distribution):
    """The Python text of its newest wheel."""
    wheel = popular.newest_wheel(index, distribution)
    with zipfile.ZipFile(popular.opened(wheel)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if name.endswith(".py"))


def quoted(text, name):
    return '"%s"' % name in text or "'%s'" % name in text


def brings(text, fixture):
    """Defined by that name, given it as the name of a fixture, or set to what makes one."""
    return bool(re.search(r"\bdef %s\b|\b%s\s*=" % (fixture, fixture), text)) or quoted(text, fixture)


def main():
    parser = argparse.ArgumentParser(description="Checks plugins.tsv against the wheels on an index.")
    parser.add_argument("--index", required=True, metavar="URL", help="a simple repository that serves JSON and ranges")
    index = parser.parse_args().index
    wrong = 0
    for distribution, module, options, fixtures in verify.rows(TABLE):
        text = sources(index, distribution)
        lacking = [each for each in options.split() if each != "-" and not quoted(text, each)]
        lacking += [each for each in fixtures.split() if each != "-" and not brings(text, each)]
        if lacking:
            wrong += 1
            print("%s\tnot in its source: %s" % (distribution, " ".join(lacking)))
    print("%d rows wrong" % wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
