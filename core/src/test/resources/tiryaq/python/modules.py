"""Prints every top-level module that this interpreter finds, and some thousand submodules, without importing any."""
import os
import sys
from importlib.machinery import PathFinder


ZIP = next((p for p in sys.path if p.endswith('lib.zip')), None)
ZIPPED = {'.': ['zipped', 'zipone.py'], 'zipped': ['deep'], 'zipped/deep': ['down.py', 'absent.py']}


def names_in(folder):
    try:
        entries = os.listdir(folder)
    except OSError:
        entries = ZIPPED.get(os.path.relpath(folder, ZIP)) if ZIP and folder.startswith(ZIP) else None
        if entries is None:
            return
    for entry in sorted(entries):
        stem = entry.split('.')[0]
        if stem.isidentifier() and stem != '__pycache__' and stem != '__init__':
            yield stem


def show(name, spec):
    if spec is None:
        print(name, 'none', '', sep='\t')
    elif spec.origin is None or spec.origin == 'namespace':
        print(name, 'namespace', '|'.join(spec.submodule_search_locations), sep='\t')
    else:
        print(name, 'file', os.path.abspath(spec.origin), sep='\t')


left = 4000
for name in sorted({name for folder in sys.path for name in names_in(folder or '.')}):
    if name in sys.builtin_module_names:
        print(name, 'builtin', '', sep='\t')
        continue
    spec = PathFinder.find_spec(name)
    show(name, spec)
    if spec is not None and spec.submodule_search_locations:
        inner = list(spec.submodule_search_locations)
        if name not in sys.modules:
            # A namespace below asks its parent for the path, loaded or not.
            sys.modules[name] = type(sys)(name)
            sys.modules[name].__path__ = inner
        for sub in sorted({sub for folder in inner for sub in names_in(folder)})[:40]:
            if left > 0:
                left -= 1
                show(name + '.' + sub, PathFinder.find_spec(name + '.' + sub, inner))
