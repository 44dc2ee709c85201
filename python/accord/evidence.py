"""Files handed in as evidence: read here, because the engine opens no file but its own."""

from __future__ import annotations

import builtins
import json
import os
from typing import Any

from accord.errors import InputError

__all__ = ["described"]

BYTES_MAX = 64 * 1024 * 1024
TEXTS = ("item", "kind", "source", "media_type", "name")


def described(args: dict[str, Any], definition: str) -> dict[str, Any]:
    """The arguments of `add_evidence` as the vault takes them: content, and what it is.

    What an item is (`item`) stands open in the log, and people name files after themselves: a
    file's name counts as that only where the procedure itself speaks of it.
    """
    unknown = set(args) - {"file", "content", *TEXTS}
    if unknown:
        raise TypeError(f"the action 'add_evidence' takes no argument {sorted(unknown)[0]!r}")
    if ("file" in args) == ("content" in args):
        raise InputError("file_or_content", "add_evidence")
    if "file" in args:
        path = os.fspath(args["file"])
        content, name = _read(path), os.path.basename(path)
    else:
        content, name = args["content"], args.get("name", "")
        if not isinstance(content, bytes):
            raise TypeError(f"content is bytes, not {type(content).__name__!r}")
    if not isinstance(name, str):
        raise TypeError(f"a name is a str, not {type(name).__name__!r}")
    stem = os.path.splitext(name)[0]
    is_known = json.dumps(stem, ensure_ascii=False) in definition
    return {
        "content": content,
        "name": args.get("name", name),
        "item": args.get("item") or (stem if stem and is_known else "unnamed"),
        "kind": args.get("kind", "document"),
        "source": args.get("source", "claimant"),
        "media_type": args.get("media_type") or _media_type(name),
    }


def _read(path: str) -> bytes:
    with builtins.open(path, "rb") as file:
        content = file.read(BYTES_MAX + 1)
    if len(content) > BYTES_MAX:
        raise InputError("too_large", path, str(BYTES_MAX))
    return content


def _media_type(name: str) -> str:
    import mimetypes

    return mimetypes.guess_type(name)[0] or ""
