"""The master key from the environment: no key file then, and a wrong key opens nothing."""

from __future__ import annotations

import accord
import pytest

from tests.python import _dockets

KEY = "ab" * 32


def test_a_docket_under_a_key_of_the_environment_has_no_key_file(tmp_path, monkeypatch):
    monkeypatch.setenv("ACCORD_MASTER_KEY", KEY)
    with _dockets.opened(tmp_path) as docket:
        case = _dockets.filed(docket)
    assert not (tmp_path / "docket.key").exists()
    with _dockets.opened(tmp_path) as docket:
        assert docket.case(case.id).parties[0].name == "申请人甲"
    monkeypatch.setenv("ACCORD_MASTER_KEY", "cd" * 32)
    with pytest.raises(accord.StoreError) as caught:
        _dockets.opened(tmp_path)
    assert caught.value.code == "wrong_key"


@pytest.mark.parametrize("text", ["short", "zz" * 32, "ab" * 31])
def test_a_key_that_is_none_is_refused_without_being_told(text, tmp_path, monkeypatch):
    monkeypatch.setenv("ACCORD_MASTER_KEY", text)
    with pytest.raises(accord.InputError) as caught:
        _dockets.opened(tmp_path)
    assert caught.value.code == "bad_master_key"
    assert text not in str(caught.value)
