"""The README's two commands end well on bare Debian roots, each alone."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("run.sh")


@pytest.mark.long
@pytest.mark.alone
@pytest.mark.skipif(os.geteuid() != 0, reason="bare roots are made by root")
@pytest.mark.skipif(shutil.which("debootstrap") is None, reason="debootstrap is not installed")
@pytest.mark.parametrize("suite", ["bookworm", "trixie"])
def test_each_command_alone_ends_well(suite):
    done = subprocess.run(
        [SCRIPT, suite], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("passed in") == 2
