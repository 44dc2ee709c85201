"""Every day-count vector of the shared list: the fraction, or the days that it rests on."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from fractions import Fraction

import accord
import pytest
from accord.calendar import BusinessCalendar, is_additive, year_fraction
from accord.text import LANGUAGES, words

# The list's names of the conventions, and ours.
CONVENTIONS = {
    "ACT/ACT ISDA": "ACT/ACT ISDA",
    "ACT/ACT AFB (Euro)": "ACT/ACT AFB",
    "ACT/ACT ISMA (ICMA)": "ACT/ACT ICMA",
    "30/360 Bond Basis (ISDA 30/360)": "30/360",
    "30E/360 (Eurobond Basis)": "30E/360",
    "30/360 US (with Feb EOM rule)": "30/360 US",
    "30/365": "30/365",
    "ACT/366": "ACT/366",
    "ACT/365.25": "ACT/365.25",
    "ACT/365F": "ACT/365F",
    "ACT/360": "ACT/360",
    "BUS/252 (calendar Brazil Settlement)": "BUS/252",
}
RATES = {
    "interest": {"rate": "4.35% per year"},
    "series_interest": {"series": "cn.lpr.1y"},
    "compound_interest": {"rate": "4.35% per year"},
}
GERMAN = "30E/360 ISDA (German), termination date "

# A schedule told in words becomes the reference periods of its coupons: quarters that keep to the
# month's end, and quarters that do not.
SCHEDULES = {
    "DC189": [("1999-11-30", "2000-02-29"), ("2000-02-29", "2000-05-31")],
    "DC190": [("1999-11-30", "2000-02-29"), ("2000-02-29", "2000-05-29")],
}


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def brazil() -> BusinessCalendar:
    """Brazil's settlement days 2001–2017: fixed holidays, Carnival, Good Friday, Corpus Christi."""
    years = []
    for year in range(2001, 2018):
        fixed = [(1, 1), (4, 21), (5, 1), (9, 7), (10, 12), (11, 2), (11, 15), (12, 25)]
        days = [date(year, month, day) for month, day in fixed]
        days += [easter(year) + timedelta(days=n) for n in (-48, -47, -2, 60)]
        years.append(
            {
                "year": year,
                "notices": ["the banks' national holidays"],
                "known_on": "2001-01-01",
                "known_on_status": "unverified",
                "days_off": sorted(day.isoformat() for day in days),
                "working_days": [],
                "status": "unverified",
                "source": "reckoned from Easter",
            }
        )
    law = {"id": "BR", "edition": "1", "weekend": [5, 6], "years": years}
    return BusinessCalendar.from_json(json.dumps(law))


def fraction(start: str, end: str, **given: object) -> Fraction:
    return Fraction(*year_fraction(start, end, **given))


def found(row: dict[str, str], calendar: BusinessCalendar) -> Fraction:
    start, end = row["start"], row["end"]
    if row["convention"].startswith(GERMAN):
        maturity = row["convention"].removeprefix(GERMAN)
        return fraction(start, end, day_count="30E/360 ISDA", maturity=maturity)
    day_count = CONVENTIONS[row["convention"]]
    if day_count == "BUS/252":
        return fraction(start, end, day_count=day_count, calendar=calendar)
    if day_count != "ACT/ACT ICMA":
        return fraction(start, end, day_count=day_count)
    coupons = SCHEDULES.get(row["id"])
    if coupons is None:
        given = {"ref_start": row["ref_start"], "ref_end": row["ref_end"]}
        return fraction(start, end, day_count=day_count, **given)
    return sum(
        (
            fraction(max(start, first), min(end, last), day_count=day_count, ref_start=first,
                     ref_end=last)
            for first, last in coupons
        ),
        start=Fraction(0),
    )  # fmt: skip


def expected(row: dict[str, str]) -> Fraction:
    return sum((Fraction(part) for part in row["expected"].split("+")), start=Fraction(0))


def test_every_vector(shared_file, shared_rows):
    with shared_file("rules/daycount_vectors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shared_rows("rules/daycount_vectors.csv", len(rows))
    calendar = brazil()
    differences = []
    for row in rows:
        sign = 1
        if row["end"] < row["start"]:
            # A period that runs backwards is refused; run forwards it is the same, negative.
            with pytest.raises(accord.InputError, match="reversed_dates"):
                found(row, calendar)
            row = {**row, "start": row["end"], "end": row["start"]}
            sign = -1
        got = sign * found(row, calendar)
        if row["kind"] == "day_count":
            got *= 365 if row["convention"] == "30/365" else 360
        # Printed decimals are within their own tolerance; fractions and days are exact.
        exact = row["tolerance"] in ("exact", "0") or "/" in row["expected"]
        tolerance = Fraction(0) if exact else Fraction(row["tolerance"])
        if abs(got - expected(row)) > tolerance:
            differences.append((row["id"], str(got), row["expected"]))
    assert differences == []


def test_what_a_convention_asks_for():
    for day_count in ("ACT/ACT ICMA", "30E/360 ISDA", "BUS/252"):
        with pytest.raises(accord.InputError, match="needs_argument"):
            year_fraction("2025-01-01", "2025-02-01", day_count=day_count)
        # A rule of interest has two dates only, and says where the fraction is to be had.
        for rule, rate in RATES.items():
            with pytest.raises(accord.InputError, match="day_count_needs_more") as caught:
                getattr(accord.settle, rule)(
                    "100.00 CNY", start="2025-01-01", end="2025-02-01", day_count=day_count, **rate
                )
            for language in LANGUAGES:
                said = words("errors", caught.value.code, language, subject=day_count, where="")
                assert "accord.calendar.year_fraction" in said
    with pytest.raises(accord.InputError, match="unknown_name"):
        year_fraction("2025-01-01", "2025-02-01", day_count="ACT/361")
    assert is_additive("ACT/ACT ISDA")
    assert not is_additive("30/360")
