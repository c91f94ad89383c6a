"""For each metadata folder named on stdin: its fields and RECORD by the standard library."""
import csv
import email
import os
import sys

for line in sys.stdin:
    folder = line.rstrip("\n")
    for name in ("METADATA", "PKG-INFO"):
        path = os.path.join(folder, name)
        if os.path.exists(path):
            with open(path, encoding="utf-8", errors="replace") as f:
                m = email.message_from_file(f)
            joined = lambda key: "\x1e".join(" ".join(v.split()) for v in m.get_all(key, []))
            print("\x1f".join(["metadata", path, m["Name"] or "", m["Version"] or "", m["Requires-Python"] or "",
                               joined("Requires-Dist"), joined("Provides-Extra")]))
    path = os.path.join(folder, "RECORD")
    if os.path.exists(path):
        with open(path, encoding="utf-8", newline="") as f:
            for row in csv.reader(f):
                if row:
                    print("\x1f".join(["record", path] + row[:3]))
