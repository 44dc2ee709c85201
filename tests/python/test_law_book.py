"""The rule book as an institution meets it: what every entry says, its own entries, what was used.

Here too the limit that hangs on two dates, and the words for a status under every figure.
"""

from __future__ import annotations

import json
from datetime import date, timedelta

import accord
import pytest
from accord import law, settle

from tests.vectors.oracle_settlement import LPR_KNOWN_UNTIL

BOOK = law.rule_book()
DAY = timedelta(days=1)
SORTS = {"series", "scale", "parameter", "table"}
ON = "2026-01-16"
OWN_SCALE = {
    "id": "cn.court.property",
    "jurisdiction": "CN",
    "clause": {"id": "own scale 1", "status": "secondary"},
    "source": "board, 2026",
    "effective_from": "2007-04-01",
    "slices": [{"over": "0.00 CNY", "base": "7.00 CNY", "rate": "0%"}],
}
OWN_SHARE = {
    "id": "uk.fos.benchmark_index_share",
    "value": "1/1",
    "clause": {"id": "own policy", "status": "official"},
    "source": "board, 2026",
    "effective_from": "2024-01-01",
}
OWN_SERIES = law.document("rates_cn.json")["series"][0]
OWN_TABLE = law.document("redress_uk.json")["tables"][0]


# --- what an entry says ---------------------------------------------------------------------------


@pytest.mark.parametrize("entry", BOOK.entries, ids=lambda e: f"{e['id']}@{e['effective_from']}")
def test_an_entry_says_what_it_is(entry):
    assert entry["sort"] in SORTS
    assert all(entry[name] for name in ("id", "jurisdiction", "clause", "source"))
    assert entry["status"] in ("official", "secondary", "unverified")
    assert isinstance(entry["effective_from"], date)
    last = entry["effective_to"]
    assert last is None or last >= entry["effective_from"]
    assert len(entry["hash"]) == 64
    assert int(entry["hash"], 16)


def test_entries_have_hashes_of_their_own():
    hashes = [entry["hash"] for entry in BOOK.entries]
    assert len(set(hashes)) == len(hashes) > 200
    assert {entry["sort"] for entry in BOOK.entries} == SORTS


def test_a_series_is_known_until_a_day_and_provisional_after_it():
    (lpr,) = [entry for entry in BOOK.entries if entry["id"] == "cn.lpr.1y"]
    last = lpr["effective_to"]
    assert last == LPR_KNOWN_UNTIL
    period = {"series": "cn.lpr.1y", "start": last - 18 * DAY}
    for days, provisional in ((1, False), (2, True)):  # the last day itself is not counted
        figure = settle.series_interest("100.00 CNY", end=last + days * DAY, **period)
        assert figure.why().provisional == provisional


# --- an institution's own entries -----------------------------------------------------------------


def test_own_entries_from_python_stand_before_the_packages():
    usual = settle.court_fee("51000.00 CNY", on=ON)
    own = law.override({"scales": [OWN_SCALE]})
    figure = settle.court_fee("51000.00 CNY", on=ON, book=own)
    assert str(figure.value) == "7.00 CNY"
    assert figure.why().status == "secondary"
    assert figure.line.lines[0].clauses[0].id == "own scale 1"
    # Both name the entry that they used, and no one can take the one for the other.
    ((id, status, hash),) = figure.used
    assert (id, status) == ("cn.court.property", "secondary")
    assert [entry["hash"] for entry in own.entries if entry["id"] == id] == [hash]
    assert usual.used == settle.court_fee("1.00 CNY", on=ON).used != figure.used
    assert law.rule_book().hash == BOOK.hash != own.hash
    assert len(own.entries) == len(BOOK.entries)


def test_own_entries_from_json_and_over_columns():
    pa = pytest.importorskip("pyarrow")
    file = {"id": "own", "edition": "1", "scales": [OWN_SCALE]}
    own = BOOK.override(json.dumps(file).encode())
    table = settle.batch.court_fee(
        pa.table({"claim": [5_100_000]}), currency="CNY", on=ON, book=own
    )
    assert str(table.total()) == "7.00 CNY"
    assert table.used == settle.court_fee("51000.00 CNY", on=ON, book=own).used
    assert own.hash != BOOK.hash


def test_an_own_entry_needs_no_acceptance_where_its_status_is_sure():
    given = {
        "actual_value": "19500.00 GBP",
        "index_growth": "28%",
        "bond_growth": "9%",
        "on": "2025-01-01",
    }
    refused = settle.benchmark_redress("20000.00 GBP", **given)
    assert (bool(refused), refused.code) == (False, "unverified_rule")
    own = law.override({"parameters": [OWN_SHARE]})
    figure = settle.benchmark_redress("20000.00 GBP", book=own, **given)
    assert str(figure.value) == "6100.00 GBP"  # 20,000 x 1.28 - 19,500
    assert OWN_SHARE["id"] in {used[0] for used in figure.used}


@pytest.mark.parametrize(
    ("entries", "place"),
    [
        ({"parameters": [OWN_SHARE, OWN_SHARE | {"value": "1/2"}]}, "/parameters/1"),
        ({"scales": [OWN_SCALE, OWN_SCALE | {"source": "a copy"}]}, "/scales/1"),
        ({"series": [OWN_SERIES, OWN_SERIES]}, "/series/1"),
        ({"tables": [OWN_TABLE, OWN_TABLE]}, "/tables/1"),
    ],
    ids=["parameter", "scale", "series", "table"],
)
def test_an_own_entry_named_twice_is_told_with_its_place(entries, place):
    """Whether or not the package has the entry, its order in the file decides nothing."""
    with pytest.raises(accord.InputError) as caught:
        law.override(entries)
    assert caught.value.code == "duplicate"
    ((sort, (first, second)),) = entries.items()
    assert (caught.value.subject, caught.value.where) == (first["id"], place)
    if sort != "series":  # of another day it is another entry
        later = second | {"effective_from": "2031-01-01"}
        later.pop("effective_to", None)
        assert law.override({sort: [first, later]}).ids == law.override({sort: [first]}).ids


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ({"bogus": []}, "unknown_member"),
        ({"scales": [OWN_SCALE | {"slices": []}]}, "no_slices"),
        ({"parameters": [OWN_SHARE | {"effective_from": "2026-02-30"}]}, "bad_date"),
    ],
)
def test_own_entries_that_are_none(entries, code):
    with pytest.raises(accord.InputError) as caught:
        law.override(entries)
    assert caught.value.code == code
    assert law.rule_book().hash == BOOK.hash


# --- status ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-Hans", ("官方来源", "二手来源", "未经核实")),
        ("zh-Hant", ("官方來源", "二手來源", "未經核實")),
        ("en", ("official page", "secondary source", "not verified")),
    ],
)
def test_every_figure_prints_its_weakest_status(language, words):
    figures = (
        settle.court_fee("51000.00 CNY", on=ON),
        settle.uk_court_interest("1000.00 GBP", start="2025-01-01", end="2025-01-26"),
        settle.card_late_charge("100.00 CNY", on=ON, accept="cn.card.late_charge_share"),
    )
    for figure, said in zip(figures, words, strict=True):
        assert said in str(figure.why(language)).splitlines()[-1]


# --- a limit of two dates -------------------------------------------------------------------------


# DISP 3.7 and the yearly pages of the ombudsman: act before or from 2019-04-01, by referral.
LIMITS = [
    ("2019-03-31", "2019-03-31", "150000.00"),
    ("2019-03-31", "2019-04-01", "160000.00"),
    ("2019-04-01", "2019-04-01", "350000.00"),
    ("2019-04-01", "2020-03-31", "350000.00"),
    ("2019-04-01", "2020-04-01", "355000.00"),
    ("2019-03-31", "2022-03-31", "160000.00"),
    ("2019-03-31", "2022-04-01", "170000.00"),
    ("2019-04-01", "2023-03-31", "375000.00"),
    ("2019-04-01", "2023-04-01", "415000.00"),
    ("2019-03-31", "2024-03-31", "190000.00"),
    ("2019-03-31", "2024-04-01", "195000.00"),
    ("2019-04-01", "2025-03-31", "430000.00"),
]


@pytest.mark.parametrize(("act", "referred", "limit"), LIMITS)
def test_the_award_limit_hangs_on_two_dates(act, referred, limit):
    most = accord.Money(f"{limit} GBP")
    cent = accord.Money("0.01 GBP")
    for award, above in ((most - cent, 0), (most, 0), (most + cent, 1)):
        figure = settle.fos_award(award, act=act, referred=referred)
        assert figure.value.minor == min(award.minor, most.minor)
        parts = {line.label: line.count for line in figure.line.lines}
        assert parts["above_limit"] == -above


def test_the_newest_award_limit_is_from_memory():
    days = {"act": "2021-05-04", "referred": "2025-04-01"}
    refused = settle.fos_award("500000.00 GBP", **days)
    assert (bool(refused), refused.code) == (False, "unverified_rule")
    figure = settle.fos_award("500000.00 GBP", accept="uk.fos.award_limit", **days)
    assert figure.why().status == "unverified"
    with pytest.raises(accord.InputError, match="end_before_start"):
        settle.fos_award("1.00 GBP", act="2021-05-05", referred="2021-05-04")
    with pytest.raises(accord.MoneyError, match="currency_mismatch"):
        settle.fos_award("1.00 CNY", act="2021-05-04", referred="2021-05-04")
