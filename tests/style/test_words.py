"""What may not be written: other words for our words, other people's macros, machine matters."""

from __future__ import annotations

import ast
import re

from tests.style import _tree as tree

PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
IDENTIFIER = re.compile(r"\b[A-Za-z_]\w*\b")


def word_list() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The banned words with their betters, and the names that may stand in some folders."""
    banned, allowed = {}, {}
    for line in tree.text(tree.HERE / "words.txt").splitlines():
        if line.startswith("allow "):
            _, name, *folders = line.partition(":")[0].split()
            allowed[name] = tuple(folders)
        elif line and not line.startswith("#"):
            word, _, better = line.partition(":")
            banned[word] = better.strip()
    return banned, allowed


def names_python(source: str) -> set[tuple[str, int]]:
    """Names that a Python file itself gives to things, with their lines."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add((node.name, node.lineno))
        elif isinstance(node, ast.arg):
            found.add((node.arg, node.lineno))
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add((node.id, node.lineno))
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.add((node.attr, node.lineno))
    return found


def names_cpp(path: tree.Path) -> set[tuple[str, int]]:
    found = set()
    for number, line in enumerate(tree.code(path).split("\n"), 1):
        if not line.lstrip().startswith("#"):
            found |= {(word, number) for word in IDENTIFIER.findall(line)}
    return found


def test_one_word_for_one_thing():
    banned, allowed = word_list()
    faults = []
    for path in tree.under("cpp", "bindings", "python", "tests", suffix=(*tree.CPP, ".py")):
        names = names_python(tree.text(path)) if path.suffix == ".py" else names_cpp(path)
        for given, line in sorted(names):
            for part in PART.findall(given):
                better = banned.get(part.lower())
                if better and not tree.name(path).startswith(allowed.get(given, ("-",))):
                    faults.append(f"{tree.name(path)}:{line}: {given}: say {better}")
    assert not faults, "\n".join(faults)


def test_the_engine_has_one_macro():
    faults = []
    define = re.compile(r"^[ \t]*#[ \t]*define[ \t]+(?!ACCORD_CHECK\b|ARROW_)\w+", re.MULTILINE)
    for path in tree.under("cpp", "bindings"):
        if not tree.excepted("macro", path):
            faults += tree.places(path, define)
    assert not faults, "\n".join(faults)


def test_money_is_never_a_floating_number():
    faults = []
    for path in tree.under("cpp/accord/money", "cpp/accord/settlement"):
        ranged = tree.name(path).startswith("cpp/accord/settlement/range")
        if not ranged and not tree.excepted("double", path):
            faults += tree.places(path, re.compile(r"\b(double|float)\b"))
    assert not faults, "\n".join(faults)


def test_the_engine_never_prints_and_never_aborts():
    forbidden = re.compile(
        r"\bstd::(abort|exit|quick_exit|terminate|cout|cerr|clog)\b"
        r"|\b(printf|fprintf|puts|abort|assert)\s*\("
    )
    faults = []
    for path in tree.under("cpp", "bindings"):
        faults += tree.places(path, forbidden)
    assert not faults, "\n".join(faults)


def test_the_boundary_hands_out_values_and_calls_nobody_back():
    # A reference into a value outlives it; a trampoline runs Python under our lock; chrono.h goes
    # through local time; a static py::object is destroyed after the interpreter.
    forbidden = re.compile(
        r"\breference_internal\b|\bPYBIND11_OVERRIDE\w*|\bpybind11/chrono\.h\b|\bpy::enum_\b"
        r"|\bstatic\s+(const\s+)?py::\w+\s+\w+\s*[=;{]|\bscoped_critical_section\b"
    )
    faults = []
    for path in tree.under("bindings"):
        faults += tree.places(path, forbidden)
    assert not faults, "\n".join(faults)


def test_base_file_is_the_one_way_to_write():
    writers = re.compile(r"\bstd::(o|f)fstream\b|\bstd::ofstream\b|\bstd::fstream\b|\bfopen\s*\(")
    faults = []
    for path in tree.under("cpp", "bindings"):
        if not tree.name(path).startswith("cpp/accord/base/file"):
            faults += tree.places(path, writers)
    assert not faults, "\n".join(faults)


# The brackets keep these patterns from finding themselves.
MACHINE = re.compile(
    r"/wor[k]/|/roo[t]/|/hom[e]/(?!a/)\w+|/tm[p]/team|py[p]i\.org|pythonhoste[d]\.|debian\.or[g]\b"
    r"|npmj[s]\.|crates\.i[o]\b|proxy\.golan[g]|repo[1]?\.mave[n]"
)
UNFINISHED = re.compile(r"\b(TOD[O]\b|FIXM[E]\b|HAC[K]\b|XX[X]:)")


def texts() -> list[tree.Path]:
    return [p for p in tree.files() if b"\0" not in p.read_bytes()[:4096]]


def test_no_file_names_a_machine_or_a_registry():
    faults = []
    for path in texts():
        if not tree.name(path).startswith("third-party-licenses/"):
            faults += tree.places(path, MACHINE, tree.text(path))
    assert not faults, "\n".join(faults)


def test_nothing_is_left_for_later():
    faults = []
    for path in texts():
        faults += tree.places(path, UNFINISHED, tree.text(path))
    assert not faults, "\n".join(faults)


def test_only_the_engine_opens_a_docket():
    connect = re.compile(r"\bsqlite3\s*\.\s*connect\b|\bfrom\s+sqlite3\s+import\b")
    faults = []
    for path in tree.under("python", "notebooks", "tests", suffix=(".py", ".ipynb")):
        if not tree.excepted("sqlite", path):
            faults += tree.places(path, connect, tree.text(path))
    assert not faults, "\n".join(faults)


def test_every_exception_is_still_needed_by_a_file():
    gone = [path for _, path in tree.exceptions() if not (tree.ROOT / path).is_file()]
    assert not gone
