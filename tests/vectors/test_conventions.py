"""Published business-day and rounding vectors, row by row."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal

import accord
import pytest

DAYS = "rules/business_day_vectors.csv"
ROUNDING = "rules/rounding_vectors.csv"


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def south_africa() -> accord.calendar.BusinessCalendar:
    """The calendar of the vectors, from the `holidays` package: three years around them."""
    holidays = pytest.importorskip("holidays")
    years = []
    for year in (2014, 2015, 2016):
        days = holidays.country_holidays("ZA", years=year)
        years.append(
            {
                "year": year,
                "notices": ["Public Holidays Act 36 of 1994"],
                "known_on": f"{year - 1}-12-01",
                "known_on_status": "unverified",
                "days_off": sorted(day.isoformat() for day in days),
                "working_days": [],
                "status": "secondary",
                "source": "the package holidays",
            }
        )
    law = {
        "id": "ZA",
        "edition": "vectors",
        "weekend": [5, 6],
        "years": years,
    }
    return accord.calendar.BusinessCalendar.from_json(json.dumps(law))


CONVENTIONS = {
    "Unadjusted": "unadjusted",
    "Following": "following",
    "ModifiedFollowing": "modified_following",
    "HalfMonthModifiedFollowing": "half_month_modified_following",
    "Preceding": "preceding",
    "ModifiedPreceding": "modified_preceding",
    "Nearest": "nearest",
}


def test_business_day_conventions(shared_file, shared_rows):
    calendar = south_africa()
    vectors = rows(shared_file(DAYS))
    for row in vectors:
        found = calendar.advance(
            row["start"],
            amount=int(row["n"]),
            unit={"Months": "month", "Days": "business_day"}[row["unit"]],
            convention=CONVENTIONS[row["convention"]],
            end_of_month=row["end_of_month"] == "true",
        )
        assert found == date.fromisoformat(row["expected"]), row["id"]
    shared_rows(DAYS, len(vectors))


# The source's floor and ceiling are no mathematical ones: they round to nearest on one side of zero
# and towards zero on the other, so that they are two of our roundings chosen by the sign.
def published(row: dict[str, str]) -> dict[str, tuple[str, str]]:
    negative = row["x"].startswith("-")
    return {
        "closest": ("half_up", row["closest"]),
        "up": ("up", row["up"]),
        "down": ("down", row["down"]),
        "floor": ("down" if negative else "half_up", row["floor"]),
        "ceiling": ("half_up" if negative else "down", row["ceiling"]),
    }


def test_rounding(shared_file, shared_rows):
    vectors = rows(shared_file(ROUNDING))
    for row in vectors:
        precision = int(row["precision"])
        unit = accord.Money.from_minor(10**precision, "CNY")
        share = accord.Rate(f"{int(Decimal(row['x']).scaleb(8))}/{10**8}")
        for column, (rounding, wanted) in published(row).items():
            found = unit.times(share, rounding=rounding).minor
            assert Decimal(found).scaleb(-precision) == Decimal(wanted), (row["id"], column)
    shared_rows(ROUNDING, len(vectors))


# The vectors hold no exact tie, so these were added: the rule for each rounding's name is Python's.
TIES = {
    "half_up": (13, -13, 14, -14),
    "half_even": (12, -12, 14, -14),
    "half_down": (12, -12, 13, -13),
    "up": (13, -13, 14, -14),
    "down": (12, -12, 13, -13),
    "ceiling": (13, -12, 14, -13),
    "floor": (12, -13, 13, -14),
}


@pytest.mark.parametrize("rounding", sorted(TIES))
def test_exact_ties(rounding):
    hundred = accord.Money.from_minor(100, "CNY")
    shares = ("1/8", "-1/8", "27/200", "-27/200")  # 0.125 and 0.135, to two digits
    found = tuple(hundred.times(accord.Rate(share), rounding=rounding).minor for share in shares)
    assert found == TIES[rounding]
