"""The fee files of ../shared/rules, table by table, against the law files of the package.

Every list of rows in them is compared number by number with our scale or table, or exempt by name
with its reason; a list that is neither fails, and so does a name that the files do not have. The
figures outside the lists are those of test_fee_scalars.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import accord
import pytest
from accord import law

FILES = (
    "aaa_icdr",
    "bac",
    "cietac",
    "cn_court",
    "cn_other_arbitration",
    "finra",
    "hkiac",
    "icc",
    "lcia",
    "ombudsman",
    "siac",
)

# Where a list of slices stands in the files -> our scale, and a day on which it is in force.
SCALES = {
    "bac/before_2019/acceptance": ("cn.bac.acceptance", "2016-01-04"),
    "bac/before_2019/handling": ("cn.bac.handling", "2016-01-04"),
    "cietac/foreign_related/brackets": ("cn.cietac.foreign", "2016-01-04"),
    "cietac/domestic/acceptance": ("cn.cietac.domestic.acceptance", "2016-01-04"),
    "cietac/domestic/handling": ("cn.cietac.domestic.handling", "2016-01-04"),
    "cietac/financial/variant_B/brackets": ("cn.cietac.financial", "2016-01-04"),
    "cn_court/schedules/property_acceptance/brackets": ("cn.court.property", "2026-01-16"),
    "cn_court/schedules/enforcement_application/brackets": (
        "cn.court.enforcement",
        "2026-01-16",
    ),
    "cn_court/schedules/preservation/brackets": ("cn.court.preservation", "2026-01-16"),
    "cn_other_arbitration/shiac_2015/foreign_related/brackets": ("cn.shiac", "2016-01-04"),
    "cn_other_arbitration/cmac/acceptance": ("cn.cmac.acceptance", "2026-01-16"),
    "cn_other_arbitration/cmac/handling": ("cn.cmac.handling", "2026-01-16"),
    "cn_other_arbitration/shenyang/acceptance": ("cn.shenyang.acceptance", "2026-01-16"),
    "cn_other_arbitration/scia_2021/foreign_related/brackets": ("cn.scia", "2026-01-16"),
    "cn_other_arbitration/shenzhen_ac_old/acceptance": ("cn.shenzhen.acceptance", "2016-01-04"),
    "cn_other_arbitration/shenzhen_ac_old/handling": ("cn.shenzhen.handling", "2016-01-04"),
    "cn_other_arbitration/cietac_2005_domestic_handling/handling": (
        "cn.cietac.handling_2005",
        "2010-01-04",
    ),
    "hkiac/admin_2024/brackets": ("hk.hkiac.administration", "2026-01-16"),
    "hkiac/admin_2013/brackets": ("hk.hkiac.administration", "2016-01-04"),
    "hkiac/arbitrator_schedule3/brackets": ("hk.hkiac.arbitrator", "2016-01-04"),
    "siac/schedule_2016/admin": ("sg.siac.administration", "2020-01-02"),
}

# Lists of an upper end and fees -> our table, the outputs, a day.
BANDS = {
    "cn_other_arbitration/shenyang/handling_flat": (
        "cn.shenyang.handling",
        ("fee",),
        "2026-01-16",
        "CNY",
    ),
    "finra/filing_current/bands_up_to_inclusive": (
        "us.finra.filing",
        ("fee",),
        "2026-01-16",
        "USD",
    ),
    "finra/filing_earlier/bands_up_to_inclusive": (
        "us.finra.filing_earlier",
        ("fee",),
        "2026-01-16",
        "USD",
    ),
    "finra/hearing_session/bands": ("us.finra.session", ("one", "three"), "2026-01-16", "USD"),
    "finra/member_surcharge/bands": ("us.finra.member_surcharge", ("fee",), "2026-01-16", "USD"),
}

MEMORY = "from memory: an unverified entry, of which nothing is asserted"
WORDS = "no list of slices: its numbers stand in the oracles, tests/oracles/fees*.py"
EXEMPT = {
    "aaa_icdr/commercial/remembered_2018_table/rows": MEMORY,
    "aaa_icdr/commercial/older/rows": WORDS,
    "aaa_icdr/commercial/older/three_arbitrators_minimum": WORDS,
    "aaa_icdr/commercial/bcdr_aaa_2010/rows": WORDS,
    "bac/since_2019/more_sources": "names of sources",
    "cietac/financial/variant_A/brackets": "jumps at 1,000,000: asserted nowhere",
    "cietac/code_quirks": "faults of a calculator",
    "cn_court/schedules/property_acceptance/quick_table": "checked below against the slices",
    "cn_court/adjustments": WORDS,
    "cn_other_arbitration/state_council_1995_ranges/ranges_percent": WORDS,
    "finra/filing_current/director_range": "a discretion",
    "finra/filing_earlier/director_range": "a discretion",
    "finra/nasd_2007/last": "the end of a schedule of which no more was read",
    "finra/hearing_session/columns": "heads of columns",
    "finra/hearing_session/non_monetary": WORDS,
    "finra/hearing_session/rules": WORDS,
    "icc/admin_2012": MEMORY,
    "icc/admin_2017_2021": MEMORY,
    "icc/arbitrator_min": MEMORY,
    "icc/arbitrator_max": MEMORY,
    "icc/rules": WORDS,
    "lcia/tribunal_hourly_range": WORDS,
    "lcia/tribunal_secretary_hourly": WORDS,
    "lcia/secretariat_hourly": WORDS,
    "lcia/before_2023_12/secretary": "the superseded schedule of hours",
    "ombudsman/uk_fos/sources": "names of sources",
    "ombudsman/hk_fdrc/mediation_4h": WORDS,
    "ombudsman/hk_fdrc/extended_per_hour_each": WORDS,
    "siac/schedule_2016/arbitrator_max/brackets": MEMORY,
}


def lists(value: Any, place: str) -> Iterator[tuple[str, list[Any]]]:
    """Every list in a file with its place."""
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from lists(inside, f"{place}/{name}")
    elif isinstance(value, list):
        yield place, value


def read(shared_file, name: str) -> dict[str, list[Any]]:
    document = json.loads(shared_file(f"rules/fees_{name}.json").read_text("utf-8"))
    return dict(lists(document, name))


def entry(sort: str, id: str, on: str) -> dict[str, Any]:
    """Our entry in force on a day."""
    day = date.fromisoformat(on)
    found = [
        one
        for name in law.names()
        for one in law.document(name).get(sort, ())
        if one["id"] == id
        and date.fromisoformat(one["effective_from"]) <= day
        and ("effective_to" not in one or day <= date.fromisoformat(one["effective_to"]))
    ]
    assert len(found) == 1, id
    return found[0]


def amount(text: str) -> Decimal:
    return Decimal(text.split(" ")[0])


def percent(text: str) -> Fraction:
    if "/" in text:
        return Fraction(text) * 100
    return Fraction(text.removesuffix("%")) if text.endswith("%") else Fraction(text) * 100


@pytest.mark.parametrize("name", FILES)
def test_every_table_is_compared_or_exempt(name, shared_file, shared_rows):
    found = read(shared_file, name)
    shared_rows(f"rules/fees_{name}.json", sum(map(len, found.values())), "list items")
    known = {*SCALES, *BANDS, *EXEMPT}
    unread = [p for p in found if p not in known and not p.endswith("/examples")]
    assert not unread
    assert not [p for p in known if p.split("/")[0] == name and p not in found]


@pytest.mark.parametrize("place", sorted(SCALES))
def test_slices_are_ours(place, shared_file):
    rows = read(shared_file, place.split("/")[0])[place]
    id, on = SCALES[place]
    ours = entry("scales", id, on)["slices"]
    assert len(ours) == len(rows)
    for row, slice_ in zip(rows, ours, strict=True):
        assert amount(slice_["over"]) == Decimal(row["over"])
        assert amount(slice_["base"]) == Decimal(row["base"])
        assert percent(slice_["rate"]) == Fraction(row["rate_percent"])


@pytest.mark.parametrize("place", sorted(BANDS))
def test_bands_are_ours(place, shared_file):
    rows = read(shared_file, place.split("/")[0])[place]
    id, outputs, on, currency = BANDS[place]
    book = law.rule_book()
    below = Decimal("0.00")
    for end, *fees in rows:
        # The upper end belongs to its band, and a cent above the band below does so too.
        ends = [below + Decimal("0.01")]
        if str(end) not in ("over", "None", "above", "inf"):
            below = Decimal(str(end))
            ends.append(below)
        for at in ends:
            (row,) = book.decide(id, [accord.Money.of(at, currency)], on=on)
            for output, fee in zip(outputs, fees, strict=True):
                said = row[output]
                assert said == "none" if fee is None else amount(said) == Decimal(fee), (at, row)


def test_the_quick_form_of_the_court_scale(shared_file):
    """Claim x rate + constant, slice by slice, is what the slices add up to."""
    quick = read(shared_file, "cn_court")["cn_court/schedules/property_acceptance/quick_table"]
    slices = entry("scales", "cn.court.property", "2026-01-16")["slices"][1:]
    assert len(quick) == len(slices)
    for row, slice_ in zip(quick, slices, strict=True):
        rate = Fraction(row["rate_percent"]) / 100
        over, base = Fraction(amount(slice_["over"])), Fraction(amount(slice_["base"]))
        assert percent(slice_["rate"]) / 100 == rate
        assert over * rate + Fraction(row["add"]) == base


def test_examples_are_rows_of_the_worked_examples(shared_file):
    worked = {
        row["id"]
        for row in json.loads(shared_file("rules/worked_examples.json").read_text("utf-8"))
    }
    examples = [
        row["id"]
        for name in FILES
        for place, rows in read(shared_file, name).items()
        if place.endswith("/examples")
        for row in rows
    ]
    assert len(examples) > 60
    assert not set(examples) - worked
