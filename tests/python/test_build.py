"""The build says what is in it, and the package carries what its metadata promises."""

from __future__ import annotations

import re
from importlib.metadata import entry_points, metadata, version
from importlib.resources import files
from pathlib import Path

import accord

ROOT = Path(__file__).resolve().parents[2]


def test_build_config_names_each_library_inside_and_its_version():
    config = accord.build_config()
    names = ("version", "compiler", "boost", "openssl", "utf8proc", "sqlite", "pybind11", "python")
    for name in names:
        assert re.search(r"\d", config[name]), name
    assert config["version"] == version("accord")
    assert config["pybind11"].startswith("3.")
    assert config["openssl"].startswith("3.")
    assert config["cxx_standard"] >= 202002


def test_the_package_needs_nothing_and_its_extras_are_those_of_the_readme():
    told = metadata("accord")
    always = [line for line in told.get_all("Requires-Dist") or [] if "extra ==" not in line]
    assert always == []
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.search(r'pip install "\.\[([a-z,]+)\]"', readme)
    assert named
    assert set(named[1].split(",")) <= set(told.get_all("Provides-Extra") or [])


def test_the_command_line_has_its_script():
    (script,) = entry_points(group="console_scripts", name="accord")
    assert callable(script.load())


def test_law_words_and_demo_are_in_the_package():
    here = files("accord")
    for name in ("law/fees_cn.json", "text/zh-Hans.json", "demo_data/filings.jsonl", "py.typed"):
        assert here.joinpath(name).is_file(), name
