"""The benchmark of settlement runs, on a few rows, and its sides agree where they round alike."""

from __future__ import annotations

import json

import pytest

from tests.bench import _harness as harness

for name in ("numpy", "pyarrow", "QuantLib", "numpy_financial"):
    pytest.importorskip(name)
settlement = pytest.importorskip("tests.bench.bench_settlement")

CASES = ["interest", "court_fee", "loan_chain", "overcharge", "misrepresentation"]


@pytest.fixture(autouse=True)
def small(tmp_path, monkeypatch):
    for module in (harness, settlement):
        monkeypatch.setattr(module, "ROOT", tmp_path)  # no floors are built there
    monkeypatch.setattr(settlement, "SECONDS_MIN", 0.0)
    monkeypatch.setattr(settlement, "FIGURES", 1)


def test_every_case_is_measured_beside_its_peers_and_on_two_threads(capsys):
    rows = settlement.main(share=1e-6)
    cases = {row["case"] for row in rows}
    assert cases == {*CASES, *(f"{case}, 2 threads" for case in CASES), "one explained figure"}
    peers = {(row["case"], row["peer_name"]) for row in rows}
    for subject in settlement.SUBJECTS:
        assert {(subject.name, peer) for peer in subject.peers} <= peers
    assert all(row["floor"] is None for row in rows)
    printed = capsys.readouterr().out
    notes = json.loads(printed[printed.index("\n{") :])
    assert notes["ages in months"]["mean"] >= 120


@pytest.mark.parametrize("subject", settlement.SUBJECTS, ids=lambda subject: subject.name)
def test_ours_and_the_decimal_loop_round_alike(subject):
    random = settlement.np.random.default_rng(7)
    work = subject.make(60, random)
    figures = work.figures()
    peer, _ = subject.peers["decimal loop"]
    assert figures.tolist() == peer(work, 60).tolist()
