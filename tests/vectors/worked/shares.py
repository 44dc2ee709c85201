"""Worked examples: shares and chances."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from accord import settle

from tests.vectors.worked._figures import cny, exact_shares, number, shares


def divided(rule: str, estate: str, claims: list[str]) -> list[Fraction]:
    """In units a million times larger, so that whole minor units hide nothing."""
    result = getattr(settle, rule)(cny(estate), claims=[cny(claim) for claim in claims])
    return exact_shares(result)


BANKRUPTCY = {
    "BP-T1": ("talmud", "100", "100 200 300"),
    "BP-CG-300": ("talmud", "300", "100 300 200"),
    "BP-CEA-520": ("constrained_equal_awards", "520", "100 300 200"),
    "BP-CEA-eq": ("constrained_equal_awards", "300", "200 200 200"),
    "BP-CG2-b": ("talmud", "1", "1 1"),
    "BP-CG2-c": ("talmud", "300000", "200000 300000"),
    "BP-D-CEL-10-2_4_7_8": ("constrained_equal_losses", "10", "2 4 7 8"),
    "BP-D-RA-10-2_4_7_8": ("random_arrival", "10", "2 4 7 8"),
    "BP-D-TALMUD-100-50_60_80": ("talmud", "100", "50 60 80"),
}
NAMES = {
    "PRO": "proportional",
    "CEA": "constrained_equal_awards",
    "CEL": "constrained_equal_losses",
    "TALMUD": "talmud",
    "RA": "random_arrival",
}
GRID = [
    "PRO-100", "TALMUD-100", "RA-100", "CEA-200", "RA-300", "PRO-400", "CEA-400", "TALMUD-400",
    "RA-400", "CEA-500", "CEL-500", "TALMUD-500", "RA-500",
]  # fmt: skip
for cell in GRID:
    short, estate = cell.split("-")
    BANKRUPTCY[f"BP-D-{cell}-100_200_300"] = (NAMES[short], estate, "100 200 300")


def whole_units(rule: str, estate: str) -> list[Fraction]:
    result = settle.integer_shares(
        cny(estate),
        claims=["100.50 CNY", "300.00 CNY", "200.00 CNY"],
        rule=rule,
        leftover="largest_claim",
    )
    return shares(result)


def per_holder(estate: str) -> list[Fraction]:
    result = settle.talmud(
        cny(estate),
        claims=[("100.00 CNY", 1), ("300.00 CNY", 2), ("200.00 CNY", 1)],
    )
    each = [line.inputs.get("per_holder", line.inputs["exact"]) for line in result.line.lines]
    return [Fraction(amount.split(" ")[0]) for amount in each]


def participation() -> dict[str, Any]:
    result = settle.waterfall(
        "1000000.00 CNY",
        claims=[
            ("12400.00 CNY", 1),
            ("300000.00 CNY", 2),
            ("500000.00 CNY", 3),
            ("300000.00 CNY", 3),
            ("700000.00 CNY", 3),
        ],
        basis="participation",
    )
    paid = dict(zip("ABC", shares(result)[2:], strict=True))
    return {
        "left_for_ordinary": sum(paid.values()),
        "shares_exact": paid,
        "shares_2dp_half_up": paid,
        "sum_of_rounded": sum(paid.values()),
    }


def joint() -> dict[str, Fraction]:
    _, from_b, from_c = shares(
        settle.joint_liability(
            "900000.00 CNY",
            debtors=[
                {"share": "50%", "paid": "900000.00 CNY"},
                {"share": "30%"},
                {"share": "20%"},
            ],
        )
    )
    return {"A_from_B": from_b, "A_from_C": from_c}


def equal() -> dict[str, Fraction]:
    result = settle.joint_liability("100000.00 CNY", debtors=[{"paid": "100000.00 CNY"}, {}, {}])
    return {
        "each_share": exact_shares(result)[1],
        "A_from_each_other": exact_shares(result)[2],
    }


def debts() -> dict[str, Fraction]:
    first, second, third = shares(
        settle.order_of_debts(
            "90000.00 CNY",
            on="2025-06-01",
            debts=[
                {"amount": "60000.00 CNY", "due": "2025-01-01", "security": "60000.00 CNY"},
                {"amount": "50000.00 CNY", "due": "2025-03-01"},
                {"amount": "70000.00 CNY", "due": "2027-01-01"},
            ],
        )
    )
    return {"D2": second, "D1": first, "D3": third}


def chain(*outcomes: tuple[str, str | None, str | None, str | None]) -> Fraction:
    names = ("node", "parent", "chance", "value")
    rows = [
        {name: cell for name, cell in zip(names, row, strict=True) if cell is not None}
        for row in outcomes
    ]
    return number(settle.decision_tree(rows))


SHARES: dict[str, Callable[[], Any]] = {
    **{
        id: lambda row=row: divided(row[0], row[1], row[2].split())
        for id, row in BANKRUPTCY.items()
    },
    "BP-INT-1": lambda: whole_units("constrained_equal_awards", "121"),
    "BP-INT-4": lambda: whole_units("talmud", "201"),
    "BP-INT-5": lambda: whole_units("talmud", "500.5"),
    "BP-W-1": lambda: per_holder("120"),
    "BP-W-2": lambda: per_holder("200"),
    "PAR-1": participation,
    "JS-1": joint,
    "JS-2": equal,
    "CF-1": lambda: number(settle.fault_shares("250000.00 CNY", own_share="30%")),
    "ALC-1": debts,
    "NEG-DT-1": lambda: chain(
        ("start", None, None, None),
        ("first", "start", "75%", None),
        ("second", "first", "50%", None),
        ("third", "second", "50%", "100000.00 CNY"),
    ),
    "NEG-DT-2": lambda: chain(
        ("start", None, None, None), ("won", "start", "40%", "1000000.00 CNY")
    ),
    "NEG-DT-3": lambda: chain(
        ("start", None, None, None), ("won", "start", "75%", "100000.00 CNY")
    ),
    "NEG-DT-4": lambda: chain(
        ("start", None, None, None),
        ("no cause", "start", "75%", None),
        ("contract upheld", "no cause", "50%", "10000.00 CNY"),
        ("contract beaten", "no cause", "50%", None),
        ("no bonus", "contract beaten", "50%", "75000.00 CNY"),
        ("bonus", "contract beaten", "50%", "100000.00 CNY"),
    ),
}
