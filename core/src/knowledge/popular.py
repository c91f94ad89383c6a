#!/usr/bin/env python3
"""Checks popular.tsv against the wheels on an index, of which only the list of files is fetched.

    popular.py --index URL [--only NAME]... [--write]

The index answers in the JSON form of the simple repository API (PEP 691) and its files by ranges of bytes. A row holds when
the newest wheel of each of its distributions contains the module. --write rewrites popular-seen.tsv: the version and the
file that prove each row. Ends with 0 when all rows hold, 1 when one does not. Needs Python 3.8 and nothing else.
"""
import argparse
import concurrent.futures
import io
import json
import os
import re
import sys
import urllib.request
import zipfile

import verify

TABLE = os.path.join(os.path.dirname(verify.TABLE), "popular.tsv")
SEEN = os.path.join(verify.HERE, "popular-seen.tsv")
FORM = "application/vnd.pypi.simple.v1+json"
PIECE = 1 << 16
SECONDS = 60


class Remote(io.RawIOBase):
    """A file behind an address, read by ranges."""

    def __init__(self, address, size):
        super().__init__()
        self.address, self.size, self.at, self.pieces = address, size, 0, []

    def readable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return self.at

    def seek(self, offset, whence=0):
        self.at = (0, self.at, self.size)[whence] + offset
        return self.at

    def readinto(self, buffer):
        wanted = min(len(buffer), self.size - self.at)
        if wanted <= 0:
            return 0
        buffer[:wanted] = self.bytes(self.at, self.at + wanted)
        self.at += wanted
        return wanted

    def bytes(self, start, end):
        for begin, piece in self.pieces:
            if begin <= start and end <= begin + len(piece):
                return piece[start - begin: end - begin]
        begin = max(0, min(start, end - PIECE))
        request = urllib.request.Request(self.address, headers={"Range": "bytes=%d-%d" % (begin, end - 1)})
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            if answer.status != 206:
                raise OSError("the index does not serve parts of files")
            self.pieces.append((begin, answer.read()))
        return self.bytes(start, end)


def version(wheel):
    return wheel["filename"].split("-")[1]


def order(text):
    return [int(number) for number in re.findall(r"\d+", text)]


def newest_wheel(index, distribution):
    """The smallest wheel of its newest release, as the index describes it; None where it has none."""
    address = index.rstrip("/") + "/" + verify.normalized(distribution) + "/"
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept": FORM}), timeout=SECONDS) as answer:
        files = json.load(answer)["files"]
    wheels = [each for each in files
              if each["filename"].endswith(".whl") and not each.get("yanked") and not re.search("[a-z]", version(each))]
    if not wheels:
        return None
    top = max((version(each) for each in wheels), key=order)
    # All of a release have the same modules, but for what is compiled.
    return min((each for each in wheels if version(each) == top), key=lambda each: each.get("size") or 0)


def opened(wheel):
    return io.BufferedReader(Remote(wheel["url"], wheel["size"]), PIECE)


def newest(index, distribution):
    """(version, files) of its newest wheel; None where it has none."""
    wheel = newest_wheel(index, distribution)
    if wheel is None:
        return None
    with zipfile.ZipFile(opened(wheel)) as archive:
        return version(wheel), verify.installed_paths(archive.namelist())


def look(index, pair):
    """(version, file that proves the row), or why there is none."""
    try:
        found = newest(index, pair[1])
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as failure:
        return None, str(failure)
    if found is None:
        return None, "no wheel"
    file = verify.provides(pair[0], found[1], False)
    return (found[0], file) if file else (None, "not in " + found[0])


def main():
    parser = argparse.ArgumentParser(description="Checks popular.tsv against the wheels on an index.")
    parser.add_argument("--index", required=True, metavar="URL", help="a simple repository that serves JSON and ranges")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="an import name; all without it")
    parser.add_argument("--write", action="store_true", help="writes what was seen to popular-seen.tsv")
    arguments = parser.parse_args()
    pairs = [(row[0], name) for row in verify.rows(TABLE) for name in row[1].split(",")]
    seen = {tuple(row[:2]): row[2:] for row in verify.rows(SEEN)} if os.path.exists(SEEN) else {}
    asked = [pair for pair in pairs if not arguments.only or pair[0] in arguments.only]
    wrong = 0
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        for pair, (release, said) in zip(asked, pool.map(lambda each: look(arguments.index, each), asked)):
            if release is None:
                wrong += 1
                print("%s\t%s\t%s" % (*pair, said))
            else:
                seen[pair] = [release, said]
    print("%d of %d rows do not hold" % (wrong, len(asked)))
    if arguments.write:
        with open(SEEN, "w", encoding="utf-8", newline="\n") as out:
            out.write("# Module, distribution, the version whose wheel has it, the file that proves it.\n")
            for pair in pairs:
                if pair in seen:
                    out.write("\t".join(list(pair) + seen[pair]) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
