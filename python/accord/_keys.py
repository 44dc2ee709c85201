"""Where the master key of a docket comes from when it is not handed over."""

from __future__ import annotations

import os

from accord.errors import InputError

__all__ = ["key_of_environment"]

VARIABLE = "ACCORD_MASTER_KEY"


def key_of_environment() -> bytes | None:
    """The 32 bytes that ACCORD_MASTER_KEY holds as 64 hexadecimal digits; None without it."""
    text = os.environ.get(VARIABLE)
    if not text:
        return None
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise InputError("bad_master_key", VARIABLE)  # never the value
    return key
