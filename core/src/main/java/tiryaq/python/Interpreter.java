package tiryaq.python;

import java.util.List;

/**
 * An interpreter as it describes itself when asked for constants only. All that {@code site} would add is modelled, not
 * run.
 *
 * @param executable the path by which it was started, links not followed: a virtual environment is known by it
 * @param implementation {@code sys.implementation.name}: {@code cpython}, {@code pypy}; {@code cpython} for 2.7
 * @param cacheTag {@code sys.implementation.cache_tag}: {@code cpython-313}; empty for 2.7
 * @param soabi {@code SOABI}: {@code cpython-313-x86_64-linux-gnu}; may be empty
 * @param extensionSuffixes what a native module's file name may end in, in the order in which they are tried
 * @param prefix {@code sys.prefix} without {@code site}: for a virtual environment its base, before 3.14
 * @param execPrefix {@code sys.exec_prefix}, likewise
 * @param platlibdir {@code sys.platlibdir}: {@code lib} or {@code lib64}
 * @param platform {@code sysconfig.get_platform()}: {@code linux-x86_64}
 * @param libc {@code glibc 2.36}, {@code musl}, or empty
 * @param abiflags {@code sys.abiflags}: {@code t}, {@code d}, {@code m}
 * @param builtins {@code sys.builtin_module_names}
 * @param path {@code sys.path} without site, script and PYTHONPATH: the standard library's own folders
 * @param bits pointer size in bits
 */
public record Interpreter(
        String executable,
        PythonVersion version,
        String implementation,
        String cacheTag,
        String soabi,
        List<String> extensionSuffixes,
        String prefix,
        String execPrefix,
        String platlibdir,
        String platform,
        String libc,
        String abiflags,
        List<String> builtins,
        List<String> path,
        int bits) {
    public Interpreter {
        extensionSuffixes = List.copyOf(extensionSuffixes);
        builtins = List.copyOf(builtins);
        path = List.copyOf(path);
    }
}
