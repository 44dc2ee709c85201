"""The rows that the benchmark of settlement reckons, as arrays, frames and files for the floor."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from accord.settle import batch

EPOCH = date(1970, 1, 1)
COMPENSATORY = Fraction(31, 1000) / 365
PLAN = {1: Fraction(49, 12_000)}
CHARGED = {1: Fraction(54, 12_000), 37: Fraction(525, 120_000), 85: Fraction(515, 120_000)}
RIGHT = {1: Fraction(49, 12_000), 37: Fraction(465, 120_000), 85: Fraction(430, 120_000)}
NULLS = 0.01


def days(text: str) -> int:
    return (date.fromisoformat(text) - EPOCH).days


def per_year(month_rate: Fraction) -> str:
    return f"{float(month_rate * 1200):g}% per year"


@dataclass(frozen=True)
class Work:
    """One case: its rows, what is the same for all of them, and how much work a pass is."""

    rule: str
    columns: dict[str, np.ndarray]  # as the floor reads them; NAME_valid: a bit a row
    frame: pa.Table
    constants: dict[str, Any]
    units: int
    extra: dict[str, Any] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        for name, values in self.columns.items():
            values.tofile(folder / name)

    def reckon(self, threads: int = 1) -> object:
        rule = getattr(batch, self.rule)
        return rule(self.frame, currency="CNY", threads=threads, **self.constants)

    def figures(self) -> np.ndarray:
        """Ours; what is no figure is -1."""
        minor = pa.table(self.reckon())["minor"]
        return minor.fill_null(-1).to_numpy()

    def total(self) -> int:
        return pc.sum(pa.table(self.reckon())["minor"]).as_py()


def dates(values: np.ndarray) -> pa.Array:
    return pa.array(values, type=pa.int32()).cast(pa.date32())


def bits(valid: np.ndarray) -> np.ndarray:
    return np.packbits(valid, bitorder="little")


def interest(rows: int, random: np.random.Generator) -> Work:
    """Principals to ten million yuan, periods within the LPR's history, one in a hundred null."""
    series = next(s for s in law("rates_cn")["series"] if s["id"] == "cn.lpr.1y")
    points = np.array([days(p["from"]) for p in series["points"]], np.int32)
    rates = [Fraction(p["rate"].split("%")[0]) / 100 for p in series["points"]]
    known = days(series["known_until"])
    principal = random.integers(1_000, 10**9, rows)
    start = random.integers(points[0], known - 1, rows).astype(np.int32)
    end = random.integers(start, known + 1).astype(np.int32)
    valid = random.random(rows) >= NULLS
    return Work(
        "series_interest",
        {
            "points": points,
            "rates": np.array([int(rate * 100_000) for rate in rates], np.int64),
            "known_until": np.array([known], np.int32),
            "principal": principal,
            "principal_valid": bits(valid),
            "start": start,
            "end": end,
        },
        pa.table(
            {
                "principal": pa.array(principal, mask=~valid),
                "start": dates(start),
                "end": dates(end),
            }
        ),
        {"series": "cn.lpr.1y"},
        rows,
        {"valid": valid, "rates": rates, "known": known},
    )


def court_fee(rows: int, random: np.random.Generator) -> Work:
    """Claims from a hundred yuan to ten billion, evenly by their magnitude."""
    scale = next(s for s in law("fees_cn")["scales"] if s["id"] == "cn.court.property")
    minor = [
        [int(Fraction(s[k].split()[0]) * 100) for s in scale["slices"]] for k in ("over", "base")
    ]
    rate = [int(Fraction(s["rate"].rstrip("%")) * 10) for s in scale["slices"]]
    claim = (10 ** random.uniform(4, 12, rows)).astype(np.int64)
    in_force = days(scale["effective_from"])
    on = random.integers(in_force, days("2026-03-01"), rows).astype(np.int32)
    valid = random.random(rows) >= NULLS
    return Work(
        "court_fee",
        {
            "over": np.array(minor[0], np.int64),
            "base": np.array(minor[1], np.int64),
            "rate": np.array(rate, np.int64),
            "in_force": np.array([in_force], np.int32),
            "claim": claim,
            "claim_valid": bits(valid),
            "on": on,
        },
        pa.table({"claim": pa.array(claim, mask=~valid), "on": dates(on)}),
        {},
        rows,
        {"valid": valid},
    )


def loan_chain(rows: int, random: np.random.Generator) -> Work:
    """Thirty years of equal instalments at 4.9 %."""
    principal = random.integers(10_000_000, 500_000_000, rows)
    months = np.full(rows, 360, np.int64)
    return Work(
        "loan_schedule",
        {"principal": principal, "months": months, "plan": segments(PLAN)},
        pa.table({"principal": principal}),
        {"rate": per_year(PLAN[1]), "months": 360},
        rows * 360,
    )


def overcharge(rows: int, random: np.random.Generator) -> Work:
    """Terms of 10 to 30 years, 60 to 240 months paid (or all), two changes in both chains."""
    principal = random.integers(10_000_000, 500_000_000, rows)
    months = 12 * random.integers(10, 31, rows)
    paid = np.minimum(random.integers(60, 241, rows), months)
    redress = days("2026-03-02")
    # The last month paid fell due within the year before the redress.
    due = (redress - 31 * paid - random.integers(0, 300, rows)).astype(np.int32)
    return Work(
        "overcharge_redress",
        {
            "principal": principal,
            "months": months,
            "paid_months": paid,
            "first_due": due,
            "as_of": np.array([redress], np.int32),
            "charged": segments(CHARGED),
            "right": segments(RIGHT),
            "compensatory": np.array(COMPENSATORY.as_integer_ratio(), np.int64),
        },
        pa.table(
            {"principal": principal, "months": months, "paid_months": paid, "first_due": dates(due)}
        ),
        {
            "charged_rate": per_year(CHARGED[1]),
            "right_rate": per_year(RIGHT[1]),
            "charged_changes": changes(CHARGED),
            "right_changes": changes(RIGHT),
            "compensatory_rate": "3.1% per year ACT/365",
            "as_of": "2026-03-02",
        },
        int(paid.sum()),
    )


def misrepresentation(rows: int, random: np.random.Generator) -> Work:
    """Investors of 4 to 28 trades in lots of a hundred, two buys to a sale, over all windows."""
    counts = random.integers(4, 29, rows)
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    total = int(offsets[-1])
    owner = np.repeat(np.arange(rows), counts)
    day = random.integers(days("2021-09-01"), days("2023-05-01"), total)
    day = day[np.lexsort((day, owner))].astype(np.int32)
    price = random.integers(500, 2_000, total)
    quantity = 100 * random.integers(1, 60, total)
    side = (random.random(total) < 1 / 3).astype(np.uint8)
    hold(offsets, side, quantity)
    trades = pa.StructArray.from_arrays(
        [
            dates(day),
            pa.DictionaryArray.from_arrays(pa.array(side.astype(np.int8)), ["buy", "sell"]),
            pa.array(quantity),
            pa.array(price),
        ],
        ["date", "side", "quantity", "price"],
    )
    told = [days("2022-03-01"), days("2023-03-01"), days("2023-04-20")]
    return Work(
        "misrepresentation_loss",
        {
            "offsets": offsets,
            "date": day,
            "side": side,
            "quantity": quantity,
            "price": price,
            "days": np.array(told, np.int32),
            "terms": np.array([740, 17, 20], np.int64),
        },
        pa.table({"trades": pa.ListArray.from_arrays(pa.array(offsets), trades)}),
        {
            "implemented": "2022-03-01",
            "disclosed": "2023-03-01",
            "base_date": "2023-04-20",
            "base_price": "7.40 CNY",
            "risk_share": "15%",
        },
        total,
    )


def hold(offsets: np.ndarray, side: np.ndarray, quantity: np.ndarray) -> None:
    """Makes no one sell more than they have: a sale is at most half of it, or else a buy."""
    held = np.zeros(len(offsets) - 1, np.int64)
    for place in range(int(np.diff(offsets).max())):
        at = offsets[:-1] + place
        among = at < offsets[1:]
        rows = at[among]
        most = np.where(side[rows] == 1, held[among] // 200 * 100, quantity[rows])
        side[rows] = np.where(most == 0, 0, side[rows])
        quantity[rows] = np.where(most == 0, quantity[rows], np.minimum(quantity[rows], most))
        held[among] += np.where(side[rows] == 1, -quantity[rows], quantity[rows])


def segments(chain: dict[int, Fraction]) -> np.ndarray:
    rows = [(month, rate.numerator, rate.denominator) for month, rate in chain.items()]
    return np.array(rows, np.int64)


def changes(chain: dict[int, Fraction]) -> list[dict[str, Any]]:
    return [{"month": month, "rate": per_year(rate)} for month, rate in chain.items() if month > 1]


def law(name: str) -> dict[str, Any]:
    return json.loads((files("accord") / "law" / f"{name}.json").read_text(encoding="utf-8"))
