"""The published vectors of claims on an estate that is too small, row by row."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from accord import settle

from tests.vectors.worked._figures import cny, exact_shares, shares
from tests.vectors.worked.shares import SHARES

FILE = "rules/bankruptcy_problem_vectors.json"
RULES = {
    "PRO": "proportional",
    "CEA": "constrained_equal_awards",
    "CEL": "constrained_equal_losses",
    "TALMUD": "talmud",
    "CONTESTED_GARMENT(2)": "talmud",
    "RA": "random_arrival",
}
# Ranks of 企业破产法 43 and 113, in the order of the file.
RANKS = ("破产费用", "共益债务", "职工债权(113-1)", "社保税款(113-2)", "普通债权(113-3)")
EXEMPT = {
    "BP-V-1": "the value of a coalition: a step of random arrival, which is reckoned by its orders",
    "BP-V-2": "the value of a coalition: a step of random arrival, which is reckoned by its orders",
}


@pytest.fixture
def document(shared_file) -> dict[str, Any]:
    return json.loads(shared_file(FILE).read_text("utf-8"))


def test_divisions(document):
    for row in document["vectors"]:
        result = getattr(settle, RULES[row["rule"]])(
            cny(row["estate"]), claims=[cny(claim) for claim in row["claims"]]
        )
        assert exact_shares(result) == [Fraction(share) for share in row["expected"]], row["id"]
        assert result.value.minor == sum(line.count for line in result.line.lines)


def test_whole_and_weighted_shares(document):
    for row in document["integer_and_weighted"]:
        assert SHARES[row["id"]]() == [Fraction(share) for share in row["expected"]], row["id"]


def test_ranks_of_a_bankruptcy(document):
    (row,) = document["waterfall"]
    claims, wanted = [], []
    for rank, paid in row["expected"]:
        for units in paid.values():
            wanted.append(Fraction(units))
            # Ordinary claims of 6 : 3 : 1 share what is left; all before them are paid in full.
            owed = Fraction(units) * (2 if rank == RANKS[-1] else 1)
            claims.append((cny(str(owed)), RANKS.index(rank) + 1))
    result = settle.waterfall(cny(row["estate"]), claims=claims)
    assert shares(result) == wanted


def test_joint_debtors(document):
    for row in document["joint_and_several"]:
        found, wanted = SHARES[row["id"]](), row["expected"]
        if isinstance(wanted, dict):
            assert found == {name: Fraction(value) for name, value in wanted.items()}, row["id"]
        else:
            assert found == Fraction(wanted), row["id"]


def test_no_row_is_left_unread(document, shared_rows):
    read = [
        row["id"]
        for part in ("vectors", "integer_and_weighted", "waterfall", "joint_and_several")
        for row in document[part]
    ]
    others = [row["id"] for row in document["characteristic_function"]]
    assert sorted(others) == sorted(EXEMPT)
    assert set(document) == {
        "about",
        "vectors",
        "integer_and_weighted",
        "characteristic_function",
        "waterfall",
        "joint_and_several",
        "rules",
    }
    shared_rows(FILE, len(read) + len(others))
