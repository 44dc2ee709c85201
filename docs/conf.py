"""How the documentation is built: plain Markdown, and parts made from what really runs."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
os.environ["ACCORD_LANGUAGE"] = "en"  # the command line's own words, as these pages quote them

from accord import build_config  # noqa: E402
from pages import PAGES  # noqa: E402

project = "accord"
author = "the accord project"
copyright = "the accord project, Apache-2.0"
release = build_config()["version"]
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown"}
root_doc = "index"
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
default_role = "code"  # a docstring's `name` is code

html_theme = "alabaster"
html_theme_options = {"description": "Disputes, in one docket", "page_width": "1200px"}
html_show_sourcelink = False

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
nitpicky = False

MARK = re.compile(r"^<!-- generated: (\w+) -->$", re.MULTILINE)


def fill_in(app: Any, document: str, source: list[str]) -> None:
    """Puts a generated part in place of its mark; a part that nobody makes is an error."""

    def made(match: re.Match[str]) -> str:
        page = PAGES[match[1]]
        for path in page.sources:
            app.env.note_dependency(str(path))
        return page.make()

    source[0] = MARK.sub(made, source[0])


def setup(app: Any) -> dict[str, Any]:
    app.connect("source-read", fill_in)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
