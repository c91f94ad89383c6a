"""Prints what an interpreter says of itself, then its tags by PyPA's packaging: tags.py FOLDER."""
import ctypes
import sys
import sysconfig

sys.path.insert(0, sys.argv[1])
from packaging import tags

implementation = getattr(sys, "implementation", None)
flags = getattr(sys, "abiflags", None)
if flags is None:
    flags = "mu" if sys.maxunicode > 0xFFFF else "m"
# platform.libc_ver() tells what the executable needs, not what is there.
try:
    version = ctypes.CDLL(None).gnu_get_libc_version
    version.restype = ctypes.c_char_p
    libc = "glibc " + version().decode("ascii")
except AttributeError:
    libc = ""
print("|".join([str(sys.version_info[0]), str(sys.version_info[1]),
                implementation.name if implementation else "cpython", flags,
                sysconfig.get_config_var("SOABI") or "", sysconfig.get_platform(), libc,
                "64" if sys.maxsize > 2**32 else "32"]))
for tag in tags.sys_tags():
    print(tag)
