"""Packs a folder into a wheel: forge.py OUT TAG DISTRIBUTION VERSION SOURCES [REQUIREMENT...]"""

import base64
import hashlib
import os
import sys
import zipfile


def main(out, tag, name, version, sources, *requirements):
    info = "%s-%s.dist-info" % (name.replace("-", "_"), version)
    files = {}
    for folder, _, names in sorted(os.walk(sources)):
        for each in sorted(names):
            path = os.path.join(folder, each)
            with open(path, "rb") as stream:
                files[os.path.relpath(path, sources).replace(os.sep, "/")] = stream.read()
    metadata = ["Metadata-Version: 2.1", "Name: " + name, "Version: " + version]
    metadata += ["Requires-Dist: " + each for each in requirements]
    files[info + "/METADATA"] = ("\n".join(metadata) + "\n").encode()
    pure = "true" if tag.endswith("-any") else "false"
    wheel = ["Wheel-Version: 1.0", "Generator: forge", "Root-Is-Purelib: " + pure, "Tag: " + tag]
    files[info + "/WHEEL"] = ("\n".join(wheel) + "\n").encode()
    record = []
    for path, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        record.append("%s,sha256=%s,%d" % (path, digest, len(content)))
    record.append(info + "/RECORD,,")
    files[info + "/RECORD"] = ("\n".join(record) + "\n").encode()
    target = os.path.join(out, "%s-%s-%s.whl" % (name.replace("-", "_"), version, tag))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0)), content)


main(*sys.argv[1:])
