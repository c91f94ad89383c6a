#!/usr/bin/env python3
"""Checks the table of import names against the distributions' own file lists.

    verify.py [--wheels FOLDER]... [--installed FOLDER]... [--fetch NAME]... [--cache FOLDER] [--write]

The file lists are read from wheels that are already here (--wheels, searched to the bottom) and from installed
distributions (--installed, a site-packages folder; its RECORD). Nothing is asked of the index unless a distribution is
named with --fetch: then pip, configured as the user has it, downloads that one wheel into --cache, once.

A row holds when a wheel or RECORD of the distribution contains the module. What is known so far stands in checked.tsv;
--write adds what this run has seen. Prints the rows that do not hold, and those that nothing here could decide.
Ends with 0 when no row is wrong, 1 when one is, 2 for wrong usage. Needs Python 3.8 and nothing else.
"""
import argparse
import csv
import os
import re
import subprocess
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "..", "main", "resources", "tiryaq", "knowledge", "modules.tsv")
CHECKED = os.path.join(HERE, "checked.tsv")
NATIVE = (".so", ".pyd")


def normalized(name):
    """The name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def rows(path):
    """The rows of a table: fields by tab, comment lines left out."""
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("#")]


def name_of(provider):
    """The distribution of a field, without the condition of which releases have the module."""
    return re.split("[<>=!~]", provider)[0]


def wheel_files(path):
    """(name, version, files) of a wheel, by its central directory; None when it is no wheel."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return None
    return named(names, "wheel")


def named(names, source):
    for name in names:
        folder, _, rest = name.partition("/")
        if rest == "METADATA" and folder.endswith(".dist-info"):
            distribution, _, version = folder[: -len(".dist-info")].rpartition("-")
            return normalized(distribution), version, installed_paths(names), source
    return None


def installed_paths(names):
    """Paths as they lie in site-packages: the library schemes of a .data folder are unfolded."""
    paths = []
    for name in names:
        first, _, rest = name.partition("/")
        if first.endswith(".data"):
            scheme, _, rest = rest.partition("/")
            if scheme in ("purelib", "platlib"):
                paths.append(rest)
        else:
            paths.append(name)
    return paths


def known_files(arguments):
    """By normalized name: the file lists that are here, each (version, files, source)."""
    known = {}

    def add(found):
        if found:
            known.setdefault(found[0], []).append(found[1:])

    for root in arguments.wheels + ([arguments.cache] if arguments.cache else []):
        for folder, _, files in os.walk(root):
            for file in sorted(files):
                if file.endswith(".whl"):
                    add(wheel_files(os.path.join(folder, file)))
    for site in arguments.installed:
        for entry in sorted(os.listdir(site)):
            record = os.path.join(site, entry, "RECORD")
            if entry.endswith(".dist-info") and os.path.isfile(record):
                with open(record, encoding="utf-8", newline="") as lines:
                    add(named([row[0] for row in csv.reader(lines) if row], "installed"))
    return known


def provides(module, files, native):
    """The file that proves that these files provide the module, or None."""
    path = module.replace(".", "/")
    fallback = None
    for file in files:
        if file.startswith(path):
            rest = file[len(path):]
            if rest[:1] == "." and "/" not in rest and rest.endswith(NATIVE):
                return file
            if not native and rest in (".py", "/__init__.py"):
                return file
            if not native and rest[:1] == "/" and fallback is None and rest.endswith(NATIVE + (".py",)):
                fallback = file  # a namespace package: a folder without an __init__.py
    return fallback


def fetch(names, cache):
    """Downloads the newest wheel of each named distribution, one after another, each once."""
    os.makedirs(cache, exist_ok=True)
    for name in names:
        if not any(file.endswith(".whl") and normalized(file.split("-")[0]) == normalized(name_of(name)) for file in os.listdir(cache)):
            command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "-d", cache, name]
            if subprocess.run(command, stdin=subprocess.DEVNULL).returncode != 0:
                print("not fetched\t" + name)


def main():
    parser = argparse.ArgumentParser(description="Checks modules.tsv against wheels and installed distributions.")
    parser.add_argument("--wheels", action="append", default=[], metavar="FOLDER", help="a folder with wheels")
    parser.add_argument("--installed", action="append", default=[], metavar="FOLDER", help="a site-packages folder")
    parser.add_argument("--fetch", action="append", default=[], metavar="NAME", help="a distribution to download with pip")
    parser.add_argument("--cache", metavar="FOLDER", help="where downloaded wheels are kept")
    parser.add_argument("--write", action="store_true", help="adds what was seen to checked.tsv")
    arguments = parser.parse_args()
    if arguments.fetch:
        if not arguments.cache:
            parser.error("--fetch needs --cache")
        fetch(arguments.fetch, arguments.cache)
    known = known_files(arguments)
    checked = {tuple(row[:2]): row[2:] for row in rows(CHECKED)} if os.path.exists(CHECKED) else {}
    wrong = undecided = 0
    for row in rows(TABLE):
        module, native = row[0], len(row) > 3 and row[3] == "native"
        for distribution in map(name_of, row[1].split(",")):
            lists = known.get(normalized(distribution), [])
            # One list is enough: a module may have come with a later version, or left with one.
            seen = [(version, source, file) for version, files, source in lists
                    for file in [provides(module, files, native)] if file]
            if seen:
                checked[module, distribution] = list(seen[-1])
            elif lists:
                wrong += 1
                print("wrong\t%s\t%s\tnot in %s" % (module, distribution, ", ".join(sorted({v for v, _, _ in lists}))))
            elif (module, distribution) not in checked:
                undecided += 1
                print("undecided\t%s\t%s" % (module, distribution))
        for namesake in row[2].split(",") if len(row) > 2 and row[2] != "-" else []:
            if normalized(namesake) in {normalized(name_of(name)) for name in row[1].split(",")}:
                wrong += 1
                print("wrong\t%s\t%s\tits own namesake" % (module, namesake))
            elif any(provides(module, files, False) for _, files, _ in known.get(normalized(namesake), [])):
                # Another project that bears the import name: that is what a namesake is.
                checked[module, "!" + namesake] = [known[normalized(namesake)][-1][0], "namesake", module]
            elif (module, "!" + namesake) not in checked:
                undecided += 1
                print("undecided\t%s\tnamesake %s" % (module, namesake))
    print("%d rows wrong, %d undecided" % (wrong, undecided))
    if arguments.write:
        present = {(row[0], name_of(name)) for row in rows(TABLE) for name in row[1].split(",")}
        present |= {(row[0], "!" + name) for row in rows(TABLE) if len(row) > 2 for name in row[2].split(",")}
        with open(CHECKED, "w", encoding="utf-8", newline="\n") as out:
            out.write("# Module, distribution (! for a namesake), version, where it was seen, the file that proves it.\n")
            for pair in sorted(present & set(checked)):
                out.write("\t".join(list(pair) + checked[pair]) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
