"""The benchmark of procedures runs, on a few cases, and its peers take the same course as ours."""

from __future__ import annotations

import json

import numpy as np
import pytest

from tests.bench import _harness as harness

for name in ("pyarrow", "transitions", "statemachine", "sismic", "xstate_statemachine"):
    pytest.importorskip(name)
procedure = pytest.importorskip("tests.bench.bench_procedure")
data, LIBRARIES = procedure.data, procedure.LIBRARIES

SINGLES = ["flat", "guarded", "nested", "parallel", "instances"]
OTHERS = [
    "guarded batch",
    "guarded batch hashed",
    "nested batch",
    "parallel batch",
    "business day",
    "mixed terms",
    "holiday",
]


@pytest.fixture(autouse=True)
def small(tmp_path, monkeypatch):
    for module in (harness, procedure):
        monkeypatch.setattr(module, "ROOT", tmp_path)  # no floors are built there
    monkeypatch.setattr(procedure, "SECONDS_MIN", 0.0)
    monkeypatch.setattr(procedure, "INSTANCES", 3)


def test_every_case_is_measured_and_every_library_beside_every_shape(capsys):
    rows = procedure.main(share=1e-4)
    assert {row["case"] for row in rows} == {*(f"{name} single" for name in SINGLES), *OTHERS}
    beside = {(row["case"], row["peer_name"]) for row in rows}
    assert {(f"{name} single", library) for name in SINGLES for library in LIBRARIES} <= beside
    assert all(row["floor"] is None for row in rows)
    printed = capsys.readouterr().out
    notes = json.loads(printed[printed.index("\n{") :])
    assert "of 100 terms move" in notes["holiday"]


@pytest.mark.parametrize("shape", data.SHAPES)
@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_takes_the_course_of_the_shape(library, shape):
    machine = LIBRARIES[library]()[shape]()
    ours = data.rehearsal(data.SHAPES[shape])
    for event in ("go", "back", "go"):
        assert machine.where() == set(ours.stages())
        (getattr(machine, event) or (lambda event=event: machine.send(event)))()
        assert ours.act(event) is True
    assert machine.where() == set(ours.stages()) == data.LEAVES[shape][1]


def test_a_machine_that_is_elsewhere_is_no_measurement():
    with pytest.raises(ValueError, match="flat is at"):
        procedure.check_shape("flat", lambda: {"b"}, [lambda: None])


def test_a_batch_lives_anew_when_its_calendar_is_over(monkeypatch):
    monkeypatch.setattr(data, "TURNS", 2)
    batch = data.Batch(data.guarded, 5)
    frames = [batch.frame() for _ in range(2)]
    for frame in frames:
        assert batch.rehearsal.run(frame).counts == {"done": 5}
    first = batch.rehearsal
    assert batch.frame()["at"].to_pylist() == frames[0]["at"].to_pylist()
    assert batch.rehearsal is not first


def test_the_floor_reckons_by_the_days_of_our_terms():
    due, start = procedure.day_tables()
    assert np.diff(start).tolist() == [data.DAY] * (len(start) - 1)
    batch = data.Batch(data.guarded, 40)
    frame = batch.frame()
    batch.rehearsal.run(frame)
    for case, at in zip(frame["case"].to_pylist(), frame["at"].to_pylist(), strict=True):
        day = int((int(at.timestamp()) * 1_000_000 - start[0]) // data.DAY)
        last = batch.rehearsal.terms(case)["answer"][1]
        assert (np.datetime64(last) - data.FIRST.astype("datetime64[D]")).astype(int) == due[day]
