# Read by every case before its own lines. Gives them:
#   ROOM      the throw-away folder; the case may change nothing outside it
#   PYTHON    the interpreter that the failing command uses; PYTHON_TAG its tag (313), PYTHON_VERSION its version (3.13)
#   OTHER     another interpreter, likewise; only when the case's table has that column
#   WHEELS    a folder whose wheels the case's own index offers beside the pinned ones
set -eu

# target VERSION FOLDER REQUIREMENT...: what pip puts into a --target folder for that version of Python
target() (
    version=$1 folder=$2
    shift 2
    larder=$LARDER/$(printf '%s\n' "$version" "$@" | cksum | tr ' ' '-')
    if ! [ -d "$larder" ]; then
        rm -rf "$larder.part"
        "$PIP_PYTHON" -m pip install -q --no-compile --target "$larder.part" --python-version "$version" \
            --platform manylinux2014_x86_64 --platform "linux_$(uname -m)" --only-binary=:all: "$@"
        mv "$larder.part" "$larder"
    fi
    mkdir -p "$folder"
    cp -a "$larder/." "$folder/"
)

# module FOLDER NAME: a module of that name in the folder, its text from standard input
module() {
    mkdir -p "$1"
    cat > "$1/$2.py"
}

# pure DISTRIBUTION VERSION SOURCES [REQUIREMENT...]: a wheel for every Python, of what the folder SOURCES holds
pure() (
    "$PIP_PYTHON" -I "$TOOLS/forge.py" "$WHEELS" py3-none-any "$@"
)

# wheel TAG DISTRIBUTION VERSION SOURCES [REQUIREMENT...]: the same for one kind of Python
wheel() (
    "$PIP_PYTHON" -I "$TOOLS/forge.py" "$WHEELS" "$@"
)

# native INTERPRETER FOLDER DOTTED.NAME: a compiled module with answer() -> 42, named for that interpreter's ABI
native() (
    python=$1 folder=$2 name=$3
    last=${name##*.}
    place=$folder/$(printf %s "$name" | tr . /)
    mkdir -p "${place%/*}"
    printf '%s\n' '#include <Python.h>' \
        'static PyObject *answer(PyObject *self, PyObject *none) { return PyLong_FromLong(42); }' \
        'static PyMethodDef methods[] = {{"answer", answer, METH_NOARGS, 0}, {0, 0, 0, 0}};' \
        "static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, \"$last\", 0, -1, methods};" \
        "PyMODINIT_FUNC PyInit_$last(void) { return PyModule_Create(&module); }" > "$ROOM/tmp/$last.c"
    gcc -shared -fPIC -O1 -o "$place$(about "$python" EXT_SUFFIX)" -I"$(about "$python" INCLUDEPY)" "$ROOM/tmp/$last.c"
)

# about INTERPRETER VARIABLE: how that interpreter was built
about() {
    "$1" -I -c 'import sys, sysconfig; print(sysconfig.get_config_var(sys.argv[1]))' "$2"
}

# cut_short FILE SIZE: keeps the first bytes; SIZE is a number of bytes or a percentage
cut_short() {
    case $2 in
    *%) truncate -s "$(($(stat -c %s "$1") * ${2%\%} / 100))" "$1" ;;
    *) truncate -s "$2" "$1" ;;
    esac
}
