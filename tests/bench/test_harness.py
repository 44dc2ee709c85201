"""The form of a benchmark's file, which every later benchmark shares."""

from __future__ import annotations

import json

import pytest

from tests.bench import _harness as harness

KEYS = ["case", "unit", "ours", "peer", "peer_name", "floor", "ratio", "runs", "min", "max"]
KEYS += ["commit"]


def steps(calls, name, values):
    """A run that notes its turn and answers with the next of its values."""
    left = iter(values)

    def run():
        calls.append(name)
        return float(next(left))

    return run


def test_medians_of_alternating_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(harness, "ROOT", tmp_path)
    calls: list[str] = []
    ours = steps(calls, "ours", [999, 1, 2, 3, 4, 5, 6, 7])  # the first run only warms
    peer = steps(calls, "peer", [999, 2, 2, 2, 2, 2, 2, 2])
    case = harness.Case("append", "rows/s", ours, peer, "other", lower_is_better=True)
    harness.bench("form", [case])
    (row,) = json.loads((tmp_path / "build" / "bench" / "form.json").read_text())
    assert [*KEYS, "lower_is_better"] == list(row)
    assert (row["ours"], row["peer"], row["ratio"]) == (4.0, 2.0, 2.0)
    assert (row["runs"], row["min"], row["max"], row["floor"]) == (7, 1.0, 7.0, None)
    assert calls[2:6] == ["ours", "peer", "peer", "ours"]
    assert "append" in capsys.readouterr().out


def test_a_few_runs_are_no_measurement():
    with pytest.raises(ValueError, match="7"):
        harness.bench("few", [], runs=6)
