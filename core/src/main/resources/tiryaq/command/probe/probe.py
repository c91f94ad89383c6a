import sys

def text(s):
    out = ['"']
    for c in s:
        n = ord(c)
        if c in '"\\':
            out.append('\\' + c)
        elif 32 <= n < 127:
            out.append(c)
        elif n > 0xFFFF:
            n -= 0x10000
            out.append('\\u%04x\\u%04x' % (0xD800 + (n >> 10), 0xDC00 + (n & 0x3FF)))
        elif n >= 128 and isinstance(c, bytes):
            out.append('\\udc%02x' % n)
        else:
            out.append('\\u%04x' % n)
    out.append('"')
    return ''.join(out)

def value(v):
    if isinstance(v, (list, tuple)):
        return '[' + ', '.join([text(str(i)) for i in v]) + ']'
    return text(str(v))

def suffixes():
    if sys.version_info[0] < 3:
        import imp
        return [s[0] for s in imp.get_suffixes() if s[2] == 3]
    try:
        import _imp
        return _imp.extension_suffixes()
    except Exception:
        import importlib.machinery
        return importlib.machinery.EXTENSION_SUFFIXES

def platform():
    if sys.platform.startswith('linux'):
        import posix
        return 'linux-' + posix.uname()[4].replace('/', '-')
    import sysconfig
    return sysconfig.get_platform()

def libc():
    try:
        import posix
        # glibc's _CS_GNU_LIBC_VERSION is 2; Python 2 has no name for it.
        name = 'CS_GNU_LIBC_VERSION'
        return posix.confstr(name if name in posix.confstr_names or sys.platform != 'linux2' else 2) or ''
    except Exception:
        multiarch = getattr(implementation, '_multiarch', '')
        return 'musl' if 'musl' in multiarch + ''.join(found) else ''

implementation = getattr(sys, 'implementation', None)
found = suffixes()
first = found[0].lstrip('.') if found else ''
path = [p for p in sys.path if p]
facts = [
    ('version', sys.version_info[:3]),
    ('implementation', getattr(implementation, 'name', 'pypy' if 'PyPy' in sys.version else 'cpython')),
    ('cache_tag', getattr(implementation, 'cache_tag', '') or ''),
    ('soabi', first[:first.rfind('.')] if '.' in first else ''),
    ('suffixes', found),
    ('prefix', sys.prefix),
    ('exec_prefix', sys.exec_prefix),
    ('platlibdir', getattr(sys, 'platlibdir', 'lib64' if any(['/lib64/python' in p for p in path]) else 'lib')),
    ('platform', platform()),
    ('libc', libc()),
    ('abiflags', getattr(sys, 'abiflags', '')),
    ('builtins', sys.builtin_module_names),
    ('path', path),
    ('bits', 64 if sys.maxsize > 2 ** 32 else 32),
]
sys.stdout.write('\n<tiryaq-probe-1>{' + ', '.join([text(k) + ': ' + value(v) for k, v in facts]) + '}</tiryaq-probe-1>\n')
sys.stdout.flush()
