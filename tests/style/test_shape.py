"""Lines, functions and files are short, and every file begins by saying what it is for."""

from __future__ import annotations

import ast
import re
import unicodedata

from tests.style import _tree as tree

COLUMNS_MAX = 100
FUNCTION_LINES_MAX = 70
SOURCES = (*tree.CPP, ".py", ".pyi", ".cmake", ".sh")
SCRIPTS = ("dev", ".ci/run", "CMakeLists.txt")


def sources() -> list[tree.Path]:
    return [*tree.under(suffix=SOURCES), *(p for p in tree.files() if tree.name(p) in SCRIPTS)]


def lines_max(path: tree.Path) -> int:
    if tree.name(path).startswith("tests/"):
        return 800
    return 400 if path.suffix in tree.CPP else 300


def columns(line: str) -> int:
    """Width on a screen: a Chinese character takes two."""
    return len(line) + sum(unicodedata.east_asian_width(c) in "WF" for c in line)


def test_lines_fit_the_screen():
    faults = []
    for path in sources():
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            if columns(line) > COLUMNS_MAX and not tree.excepted("line", path):
                faults.append(f"{tree.name(path)}:{number}: {columns(line)} columns")
    assert not faults, "\n".join(faults)


def test_no_tab_no_trailing_blank_and_a_last_newline():
    faults = []
    for path in sources():
        source = tree.text(path)
        if source and (not source.endswith("\n") or source.endswith("\n\n")):
            faults.append(f"{tree.name(path)}: does not end with one newline")
        for number, line in enumerate(source.split("\n"), 1):
            if "\t" in line or "\r" in line or line != line.rstrip():
                faults.append(f"{tree.name(path)}:{number}: tab, CR or trailing blank")
    assert not faults, "\n".join(faults)


def test_files_are_short():
    faults = []
    for path in tree.under(suffix=(*tree.CPP, ".py")):
        count = tree.text(path).count("\n")
        if count > lines_max(path) and not tree.excepted("file", path):
            faults.append(f"{tree.name(path)}: {count} lines, {lines_max(path)} at most")
    assert not faults, "\n".join(faults)


# --- functions ------------------------------------------------------------------------------------

CONTAINER = re.compile(r"\b(namespace|class|struct|union|extern)\b(?!.*\))", re.DOTALL)


def functions_cpp(source: str) -> list[tuple[int, int]]:
    """(first line, length) of each function body's definition in blanked C++.

    Braces of namespaces and types are entered, any other brace after a parenthesis is a function;
    what is inside a function, lambdas too, counts as its lines.
    """
    found = []
    head_from = position = 0
    while position < len(source):
        sign = source[position]
        if sign == "#":
            position = source.find("\n", position)
            head_from = position
        elif sign in ";}":
            head_from = position + 1
        elif sign == "{":
            head = source[head_from:position]
            if CONTAINER.search(head):
                head_from = position + 1
            else:
                end = closing(source, position)
                # `= {` and `name{…}` without parentheses are data.
                if "(" in head and not head.rstrip().endswith("="):
                    first = tree.line_of(source, head_from + len(head) - len(head.lstrip()))
                    found.append((first, tree.line_of(source, end) - first + 1))
                position = end
                head_from = end + 1
        if position < 0:
            break
        position += 1
    return found


def closing(source: str, opening: int) -> int:
    depth = 0
    for match in re.compile("[{}]").finditer(source, opening):
        depth += 1 if match.group() == "{" else -1
        if depth == 0:
            return match.start()
    return len(source) - 1


def functions_python(source: str) -> list[tuple[int, int]]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, kinds)]
    return [(node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1) for node in nodes]


def test_functions_are_short():
    faults = []
    for path in tree.under(suffix=(*tree.CPP, ".py")):
        if path.suffix == ".py":
            found = functions_python(tree.text(path))
        else:
            found = functions_cpp(tree.code(path))
        for line, length in found:
            if length > FUNCTION_LINES_MAX and not tree.excepted("function", path):
                faults.append(f"{tree.name(path)}:{line}: a function of {length} lines")
    assert not faults, "\n".join(faults)


def test_the_heuristic_sees_functions_and_only_functions():
    source = (
        "namespace a {\nstruct S {\n int f() const {\n  if (x) {\n  }\n  return 1;\n }\n};\n"
        "const int table[] = {\n1,\n2};\nenum class E { a };\n"
        "int g(int a,\n      int b) {\n return [&] {\n return a; }();\n}\n}\n"
    )
    assert functions_cpp(source) == [(3, 5), (13, 5)]


# --- the first sentence ---------------------------------------------------------------------------


def opening_words(path: tree.Path) -> str:
    """The comment or docstring a file begins with, in one line."""
    source = tree.text(path)
    if path.suffix in (".py", ".pyi"):
        return (ast.get_docstring(ast.parse(source)) or "").split("\n")[0]
    mark = "//" if path.suffix in tree.CPP else "#"
    lines = source.split("\n")
    if lines[0].startswith("#!"):
        lines = lines[1:]
    words = []
    for line in lines:
        if not line.startswith(mark):
            break
        words.append(line.removeprefix(mark).strip())
    return " ".join(words)


def test_every_file_begins_with_a_sentence():
    faults = []
    for path in sources():
        words = opening_words(path)
        if len(words.split()) < 3 or not re.search(r"[.:?]( |$)", words):
            faults.append(f"{tree.name(path)}: begins with {words!r}")
    assert not faults, "\n".join(faults)


def test_every_header_is_included_once():
    headers = tree.under("cpp", "bindings", suffix=(".hpp",))
    assert not [tree.name(p) for p in headers if "\n#pragma once\n" not in tree.text(p)]
