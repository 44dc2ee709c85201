"""Files as they leave the package: whole or not at all, the same bytes for the same case."""

from __future__ import annotations

import io
import os
import re
import tempfile
import zipfile
from pathlib import Path

__all__ = ["steady", "write"]

EPOCH = (1980, 1, 1, 0, 0, 0)
MADE = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def steady(package: bytes, made: str = "1980-01-01T00:00:00Z") -> bytes:
    """An Office file without the clock of the machine that wrote it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = MADE.sub(rb"\g<1>" + made.encode() + rb"\g<3>", content)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return out.getvalue()


def write(path: str | os.PathLike[str], content: bytes) -> None:
    """Replace a file in one step: a reader sees the old one or the new one."""
    target = Path(path)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
