"""What the style tests look at: the tree's own files, and C++ with comments and strings blanked."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = Path(__file__).resolve().parent
GENERATED = {".git", ".venv", "build", "dist", "__pycache__", "_build", "_generated"}
CPP = (".cpp", ".hpp")


@cache
def files() -> tuple[Path, ...]:
    """Tracked files and new ones not ignored; without git, all but what a build leaves."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        paths = [p for p in ROOT.rglob("*") if not GENERATED & set(p.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in paths if path.is_file()))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def under(*folders: str, suffix: tuple[str, ...] = CPP) -> list[Path]:
    """Files with one of the suffixes in one of the folders (any folder when none is named)."""
    starts = tuple(f"{folder}/" for folder in folders) or ("",)
    return [p for p in files() if p.suffix in suffix and name(p).startswith(starts)]


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


LITERAL = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<raw>[^(\s]*)\(.*?\)(?P=raw)"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'",
    re.DOTALL,
)


@cache
def code(path: Path) -> str:
    """A C++ file with comments, strings and characters blanked; lines stay where they are."""
    return LITERAL.sub(blanked, text(path))


def blanked(match: re.Match[str]) -> str:
    whole = match.group()
    if whole.startswith('"') and "#include" in line_before(match):
        return whole
    return re.sub(r"[^\n]", " ", whole)


def line_before(match: re.Match[str]) -> str:
    return match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]


def line_of(source: str, position: int) -> int:
    return source.count("\n", 0, position) + 1


def places(path: Path, pattern: re.Pattern[str], source: str | None = None) -> list[str]:
    """ "file:line: what" for every match; in C++ code proper unless another source is given."""
    body = code(path) if source is None else source
    found = pattern.finditer(body)
    return [f"{name(path)}:{line_of(body, m.start())}: {m.group().strip()}" for m in found]


@cache
def exceptions() -> dict[tuple[str, str], str]:
    """(rule, file) -> the reason why that rule does not hold there; see exceptions.txt."""
    table = {}
    for line in text(HERE / "exceptions.txt").splitlines():
        if line and not line.startswith("#"):
            rule, path, reason = line.split(maxsplit=2)
            table[rule, path] = reason
    return table


def excepted(rule: str, path: Path) -> bool:
    return (rule, name(path)) in exceptions()
