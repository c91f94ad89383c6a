"""Prints every distribution that importlib.metadata sees, and some of each one's files."""
import importlib.metadata
import os

for found in importlib.metadata.distributions():
    folder = str(found._path)
    print('dist', os.path.abspath(folder), found.metadata['Name'], found.version or '', sep='\t')
    for file in (found.files or [])[:12]:
        path = os.path.abspath(str(found.locate_file(file)))
        below = path.startswith(os.path.dirname(os.path.abspath(folder)) + os.sep)
        if below and os.path.isfile(path) and '\t' not in path:
            print('file', os.path.abspath(folder), path, '', sep='\t')
