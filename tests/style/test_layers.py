"""The dependency rule: who may include whom, and who may name which library."""

from __future__ import annotations

import re

import pytest

from tests.style import _tree as tree

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*["<]([^">]+)[">]', re.MULTILINE)

# What tells that a file uses a library, and the folders that may.
LIBRARIES = {
    "Boost": (
        r"\bboost\s*::(?!multiprecision)|<boost/(?!multiprecision/)|\bBOOST_\w+",
        ["cpp/accord/base"],
    ),
    # Powers and running averages outgrow 128 bits.
    "Boost.Multiprecision": (
        r"\bboost\s*::multiprecision|<boost/multiprecision/",
        ["cpp/accord/settlement"],
    ),
    "SQLite": (
        r"\bSQLite\s*::|<SQLiteCpp/|<sqlite3\.h>|\bsqlite3_\w+",
        ["cpp/accord/store", "cpp/accord/projection"],
    ),
    "libcrypto": (
        r"<openssl/|\bEVP_\w+|\bRAND_\w+|\bOSSL_\w+|\bOpenSSL_\w+",
        ["cpp/accord/base", "cpp/accord/store"],
    ),
    "utf8proc": (r"\butf8proc\w*|<utf8proc\.h>", ["cpp/accord/base"]),
    "pybind11": (r"\bpybind11\b|<Python\.h>|\bPy[A-Z]\w+", ["bindings"]),
}


def graph() -> dict[str, set[str]]:
    """Folder -> every folder it may include, itself among them."""
    named: dict[str, list[str]] = {}
    for line in tree.text(tree.HERE / "layers.txt").splitlines():
        if line and not line.startswith("#"):
            folder, _, below = line.partition(":")
            named[folder] = below.split()
    reach: dict[str, set[str]] = {}

    def close(folder: str) -> set[str]:
        if folder not in reach:
            below = list(named) if named[folder] == ["*"] else named[folder]
            deeper = [close(other) for other in below if other != folder]
            reach[folder] = {folder}.union(*deeper)
        return reach[folder]

    for folder in named:
        close(folder)
    return reach


def includes(path: tree.Path) -> list[tuple[str, int]]:
    source = tree.code(path)
    return [(m.group(1), tree.line_of(source, m.start())) for m in INCLUDE.finditer(source)]


def test_the_graph_has_no_cycle():
    reach = graph()
    both_ways = {(a, b) for a in reach for b in reach[a] if a != b and a in reach[b]}
    assert not both_ways


def test_every_folder_of_the_engine_is_a_layer():
    folders = {tree.name(path).split("/")[2] for path in tree.under("cpp/accord")}
    assert folders <= set(graph())


def test_a_layer_includes_only_what_lies_below_it():
    reach = graph()
    faults = []
    for path in tree.under("cpp/accord"):
        layer = tree.name(path).split("/")[2]
        for header, line in includes(path):
            other = header.split("/")[1] if header.startswith("accord/") else layer
            if other not in reach[layer]:
                faults.append(f"{tree.name(path)}:{line}: {layer} may not include {header}")
    assert not faults, "\n".join(faults)


def test_our_headers_are_included_by_their_path_from_cpp():
    faults = []
    for path in tree.under("cpp", "bindings"):
        for header, line in includes(path):
            ours = (tree.ROOT / "cpp" / header).is_file()
            beside = (path.parent / header).is_file()
            in_bindings = tree.name(path).startswith("bindings/")
            if beside and not ours and not in_bindings:
                faults.append(f"{tree.name(path)}:{line}: {header}")
            if header.startswith("accord/") and not ours:
                faults.append(f"{tree.name(path)}:{line}: no such header {header}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("library", sorted(LIBRARIES))
def test_a_library_is_named_only_where_it_belongs(library):
    pattern, homes = LIBRARIES[library]
    faults = []
    for path in tree.under("cpp", "bindings"):
        if not tree.name(path).startswith(tuple(f"{home}/" for home in homes)):
            faults += tree.places(path, re.compile(pattern))
    assert not faults, "\n".join(faults)
