"""The CFPB's exports: the real files with their counts, terms as the source says, at size."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import accord
import pytest
from accord.procedures import us_cfpb

BIG = "data/cfpb/cfpb_2014_14col.csv"
NARRATIVES = "data/cfpb/cfpb_2019_18col_narratives.csv"


@pytest.fixture(scope="module")
def taken_in(shared_file, tmp_path_factory):
    """The 2014 export in a docket of its own."""
    docket = accord.open(tmp_path_factory.mktemp("cfpb") / "docket", actor="officer:import")
    with docket:
        done = docket.import_(shared_file(BIG), format="cfpb", procedure=us_cfpb)
        yield docket, done


def test_every_row_is_filed_or_rejected_with_its_place(taken_in, shared_rows):
    docket, done = taken_in
    shared_rows(BIG, done.rows)
    assert (done.rows, done.filed, done.rejected, done.known, done.changed) == (8340, 8339, 1, 0, 0)
    (rejected,) = [finding for finding in done.findings if finding.severity == "rejected"]
    assert (rejected.rule, rejected.record, rejected.line) == ("field_count", 8340, 8341)
    assert rejected.found == "13 of 14"
    assert docket.count(by="procedure") == {"us.cfpb": 8339}


def test_terms_are_as_the_source_says(taken_in):
    """Timely = No 161, Untimely response 97; a timely answer has no date and never lapses."""
    docket, _ = taken_in
    respond: Counter[tuple[str, bool, object]] = Counter()
    outcomes: Counter[str] = Counter()
    for head in docket.find():
        case = docket.case(head.id)
        term = case.terms["respond"]
        respond[term.state, term.source_says, term.met_on] += 1
        outcomes[case.facts.get("company_response", case.outcome)] += 1
    assert respond == {("met", True, None): 8339 - 161, ("lapsed", True, None): 161}
    assert sum(n for code, n in outcomes.items() if "ntimely" in str(code)) == 97


def test_the_two_terms_count_from_sent_and_do_not_roll(taken_in):
    """Sent 2014-11-13: 15 days 2014-11-28, 60 days 2015-01-12."""
    docket, _ = taken_in
    sent = [docket.case(head.id) for head in docket.find(limit=200)]
    (case, *_) = [case for case in sent if case.facts["sent"] == date(2014, 11, 13)]
    assert case.terms["respond"].due == date(2014, 11, 28)
    assert case.terms["final"].due == date(2015, 1, 12)


def test_met_without_a_date_says_so_and_does_not_lapse(taken_in):
    docket, _ = taken_in
    case = next(c for c in (docket.case(h.id) for h in docket.find(limit=50)) if c.final)
    assert "unknown" in str(case.terms["respond"].why(language="en"))
    before = case.terms["respond"].state
    docket.advance(on="2015-06-01")
    assert docket.case(case).terms["respond"].state == before == "met"


def test_the_same_file_again_is_known(taken_in, shared_file):
    docket, _ = taken_in
    again = docket.import_(shared_file(BIG), format="cfpb", procedure=us_cfpb)
    assert (again.filed, again.known, again.rejected, again.changed) == (0, 8339, 1, 0)


def test_narratives_of_many_lines_come_through_whole(shared_file, shared_rows, tmp_path):
    with accord.open(tmp_path / "docket", actor="officer:import") as docket:
        done = docket.import_(shared_file(NARRATIVES), format="cfpb", procedure=us_cfpb)
        shared_rows(NARRATIVES, done.rows)
        assert (done.filed, done.rejected) == (268, 0)
        texts = [docket.case(head.id).filing.narrative for head in docket.find()]
        told = [text for text in texts if text]
        assert len(told) == 101
        assert sum("\n" in text for text in told) == 43
        assert max(len(text) for text in told) == 21_928


@pytest.mark.parametrize(
    "name", ["FIXTURE_v1-public_18col_ANONYMISED.csv", "FIXTURE_v2-public_19col_ANONYMISED.csv"]
)
def test_the_regulators_own_fixtures_are_read(name, shared_file, shared_rows, tmp_path):
    with accord.open(tmp_path / "docket", actor="officer:import") as docket:
        done = docket.import_(shared_file(f"data/cfpb/{name}"), format="cfpb", procedure=us_cfpb)
        shared_rows(f"data/cfpb/{name}", done.rows)
        assert done.rows == done.filed + done.rejected + done.known + done.changed
        assert done.filed > 0


def test_sixteen_columns_are_chosen_by_their_header(shared_file, tmp_path):
    """Since 2026-06-22 without consent and dispute columns; made here from the 18 columns."""
    import csv

    with shared_file(NARRATIVES).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [n for n in rows[0] if n not in ("Consumer consent provided?", "Consumer disputed?")]
    path = tmp_path / "sixteen.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    assert len(names) == 16
    with accord.open(tmp_path / "docket", actor="officer:import") as docket:
        assert docket.import_(path, format="cfpb", procedure=us_cfpb).filed == 268
        full = docket.import_(shared_file(NARRATIVES), format="cfpb", procedure=us_cfpb)
        assert (full.known, full.changed, full.filed) == (
            268,
            0,
            0,
        )  # the same rows in another layout


def repeated(source: Path, target: Path, count: int) -> None:
    lines = source.read_text(encoding="utf-8").split("\n")
    rows = lines[1:8340]
    with target.open("w", encoding="utf-8", newline="\n") as out:
        out.write(lines[0] + "\n")
        for number in range(count):
            row = rows[number % len(rows)]
            out.write(f"{90_000_000 + number}{row[row.index(',') :]}\n")


IMPORT = """
import re, sys, time, accord
from accord.procedures import us_cfpb
start = time.perf_counter()
with accord.open(sys.argv[1], actor="officer:import") as docket:
    done = docket.import_(sys.argv[2], format="cfpb", procedure=us_cfpb)
seconds = time.perf_counter() - start
# The kernel's own mark of this process: ru_maxrss begins with that of the process it came from.
peak = int(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1]) // 1024
print(done.filed, round(seconds, 2), peak)
"""


def import_apart(folder: Path, source: Path, count: int) -> None:
    """In a process of its own, so that its peak of memory is its own."""
    command = [sys.executable, "-c", IMPORT, str(folder), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    filed, seconds, peak = done.stdout.split()
    print(f"{filed} cases in {seconds} s, {count / float(seconds):,.0f}/s, peak {peak} MB")
    assert int(filed) == count
    assert int(peak) <= 400


def test_fifty_thousand_rows_within_the_memory(shared_file, tmp_path):
    repeated(shared_file(BIG), tmp_path / "big.csv", 50_000)
    import_apart(tmp_path / "docket", tmp_path / "big.csv", 50_000)


@pytest.mark.long
def test_a_million_rows_within_the_memory(shared_file, tmp_path):
    repeated(shared_file(BIG), tmp_path / "big.csv", 1_000_000)
    import_apart(tmp_path / "docket", tmp_path / "big.csv", 1_000_000)
