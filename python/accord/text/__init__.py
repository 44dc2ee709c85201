"""Words for people, by code: the engine speaks in codes, a language's file says them.

A file `<language>.json` holds sections ("errors", "lines", "stages" …), each from code to words;
the words may name arguments in braces. The words of figures stand area by area in
`settlement/<area>.json`, those of the shipped procedures in `procedures/<procedure>.json`, each
code with its words in zh-Hans, zh-Hant and en, in this order. The code lists of a filing
("channel", "cause", "kind" …) keep their words in the law file that holds them. A code without
words is shown as it is, so that an institution's own codes are never an error; ours have words in
every language (a test sees to it).
"""

from __future__ import annotations

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
FOLDERS = ("settlement", "procedures")

_files: dict[str, dict[str, dict[str, str]]] = {}


# What steers a terminal (C0, DEL, C1) or turns the reading order around; lines and tabs stay.
_STEERING = dict.fromkeys(
    (
        *(i for i in range(0x20) if i not in (0x09, 0x0A)),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *(0x061C, 0x200E, 0x200F, 0x2028, 0x2029),
    ),
    "\ufffd",
)


def plain(text: str) -> str:
    """Text of others as it may be shown: it steers no terminal and reads in its own order."""
    return text.translate(_STEERING)


class _Arguments(dict[str, object]):
    """An argument that is not given stays empty."""

    def __missing__(self, key: str) -> str:
        return ""


def sections(language: str) -> dict[str, dict[str, str]]:
    """All words of one language; read once."""
    if not isinstance(language, str):
        raise TypeError(f"a language is a str, not {type(language).__name__!r}")
    known = _files.get(language)
    if known is None:
        if language not in LANGUAGES:
            from accord.errors import InputError

            raise InputError("unknown_language", str(language), ", ".join(LANGUAGES))
        import json
        from importlib.resources import files

        here = files("accord")
        lists = json.loads(here.joinpath("law", "classification.json").read_bytes())["lists"]
        known = {
            table["id"]: {row["code"]: row[language] for row in table["codes"]} for table in lists
        }
        known |= json.loads(here.joinpath("text", f"{language}.json").read_bytes())
        column = LANGUAGES.index(language)
        for folder in FOLDERS:
            for file in sorted(here.joinpath("text", folder).iterdir(), key=lambda f: f.name):
                for section, rows in json.loads(file.read_bytes()).items():
                    known.setdefault(section, {}).update(
                        {code: said[column] for code, said in rows.items()}
                    )
        _files[language] = known
    return known


def has(section: str, code: str, language: str = "zh-Hans") -> bool:
    """Whether a language has words for a code."""
    return code in sections(language).get(section, {})


def words(section: str, code: str, language: str = "zh-Hans", **arguments: object) -> str:
    """The words of a code, with its arguments; the code itself where there are none."""
    found = sections(language).get(section, {}).get(code)
    if found is None:
        shown = str(arguments.get("subject") or "")
        return f"{code}: {shown}" if shown else code
    said = found.format_map(_Arguments(arguments))
    # An error without a subject ends where its subject would stand.
    return said.rstrip(" :\uff1a") if section == "errors" else said
