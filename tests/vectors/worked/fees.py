"""Worked examples: fees."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from accord import settle

from tests.vectors.worked._figures import ON, cny, exact, number, of, part


def court(claim: str, **more: Any) -> Fraction:
    return exact(settle.court_fee(cny(claim), on=ON, **more))


def enforced(amount: str) -> Fraction:
    return exact(settle.enforcement_fee(cny(amount), on=ON))


def preserved(amount: str) -> Fraction:
    return exact(settle.preservation_fee(cny(amount), on=ON))


def arbitrated(body: str, currency: str, on: str, amount: str, **names: str) -> dict[str, Fraction]:
    result = settle.arbitration_fee(of(currency, amount), body=body, on=on)
    return {
        said: number(result) if ours == "" else part(result, ours) for said, ours in names.items()
    }


CIETAC = {"registration": "registration_fee", "arbitration_fee": "handling_fee", "total": ""}
SPLIT = {"acceptance": "acceptance_fee", "handling": "handling_fee", "total": ""}


def foreign(amount: str) -> dict[str, Fraction]:
    found = arbitrated(
        "cietac_foreign", "CNY", "2016-01-01", amount, registration="registration_fee", total=""
    )
    return found | {"arbitration_fee": found["total"] - found["registration"]}


def domestic(amount: str) -> dict[str, Fraction]:
    return arbitrated("cietac_domestic", "CNY", "2016-01-01", amount, **SPLIT)


def beijing(amount: str) -> dict[str, Fraction]:
    return arbitrated("bac", "CNY", "2016-01-01", amount, **SPLIT)


def with_registration(body: str, on: str, amount: str) -> dict[str, Fraction]:
    found = arbitrated(body, "CNY", on, amount, registration="registration_fee", total="")
    return {"registration": found["registration"], "fee": found["total"] - found["registration"]}


def hong_kong(on: str, amount: str) -> dict[str, Fraction]:
    return arbitrated("hkiac", "HKD", on, amount, admin="administration_fee")


def finra(amount: str, **more: Any) -> dict[str, Fraction]:
    given = {"arbitrators": 1, "sessions": 0} | more
    result = settle.finra_fees(of("USD", amount), on=ON, **given)
    parts = {"filing": part(result, "filing_fee")}
    if more:
        parts["hearing"] = part(result, "hearing_fee")
        parts["surcharge"] = part(result, "member_surcharge")
    return parts


def fdrc(party: str) -> Fraction:
    return number(
        settle.fdrc_fee("150000.00 HKD", party=party, hours="26/5", track="documents", on=ON)
    )


def commercial(amount: str, schedule: str, on: str) -> dict[str, Fraction]:
    result = settle.aaa_icdr_fee(of("USD", amount), schedule=schedule, on=on)
    return {"initial": part(result, "initial_fee"), "final": part(result, "final_fee")}


def individual() -> dict[str, Fraction]:
    result = settle.aaa_individual_fee("individual", arbitrators=1, on="2022-01-03")
    return {"individual": part(result, "individual_fee"), "business": part(result, "business_fee")}


FEES: dict[str, Callable[[], Any]] = {
    **{f"CNC-P-{amount}": lambda amount=amount: court(amount) for amount in ("100000", "2000000")},
    **{
        f"CNC-P-d-{amount}": lambda amount=amount: court(amount)
        for amount in (
            "10000",
            "10001",
            "99999.99",
            "123456.78",
            "350000",
            "3500000",
            "8000000",
            "35000000",
        )
    },
    **{
        f"CNC-S-{prefix}{amount}": lambda amount=amount: preserved(amount)
        for prefix, amounts in (
            ("", ("200000", "1000000")),
            ("d-", ("1000", "1000.01", "50000", "896000", "896000.01", "900000")),
        )
        for amount in amounts
    },
    **{
        f"CNC-X-{prefix}{amount}": lambda amount=amount: enforced(amount)
        for prefix, amounts in (
            ("", ("500000", "1000000")),
            ("d-", ("10000", "50000", "20000000")),
        )
        for amount in amounts
    },
    "CNC-H-1": lambda: court("1000000", track="simple_procedure"),
    "CNC-H-2": lambda: court("1000000", track="mediated_or_withdrawn"),
    "CNC-H-3": lambda: court("1000000", track="simple_procedure"),
    "CNC-PO": lambda: number(settle.payment_order_fee("1000000.00 CNY", on=ON)),
    "CNC-PO-d": lambda: exact(settle.payment_order_fee("200000.00 CNY", on=ON)),
    "CNC-BK1": lambda: number(settle.bankruptcy_fee("10000000.00 CNY", on=ON)),
    "CNC-INV": lambda: number(settle.court_fee_claim("13800.00 CNY", on=ON)),
    "CNC-DV": lambda: number(
        settle.court_fee_kind("divorce", amount="500000.00 CNY", province_fee="300.00 CNY", on=ON)
    ),
    "CNC-PR": lambda: number(
        settle.court_fee_kind(
            "personality", amount="200000.00 CNY", province_fee="500.00 CNY", on=ON
        )
    ),
    **{
        f"CIETAC-F-{amount}": lambda amount=amount: foreign(amount)
        for amount in ("250000", "500000", "3000000", "20000000", "300000000")
    },
    **{
        f"CIETAC-D-{amount}": lambda amount=amount: domestic(amount)
        for amount in ("800", "30000", "300000", "8000000")
    },
    **{
        f"HKIAC24-{amount}": lambda amount=amount: hong_kong(ON, amount)
        for amount in ("300000", "1000000", "50000000", "500000000")
    },
    **{
        f"HKIAC13-{amount}": lambda amount=amount: hong_kong("2016-01-04", amount)
        for amount in ("1000000", "50000000")
    },
    "SIAC16-40000": lambda: arbitrated(
        "siac", "SGD", "2020-01-02", "40000", admin_max="administration_fee"
    ),
    "AAA-old-25m": lambda: commercial("25000000", "commercial_older", "2009-01-05"),
    "AAA-bcdr-2m": lambda: commercial("2000000", "bcdr_2010", ON),
    "AAA-cons-2020": individual,
    "FINRA-1": lambda: finra("1000.00"),
    "FINRA-2": lambda: finra("1000.01"),
    "FINRA-3": lambda: finra("250000", arbitrators=3, sessions=4),
    "FOS-F1": lambda: number(settle.fos_case_fee(10, payer="firm", on=ON)),
    "FOS-F2": lambda: number(
        settle.fos_case_fee(15, payer="professional_representative", reduced=3, on=ON)
    ),
    "FDRC-1": lambda: {"claimant": fdrc("claimant"), "institution": fdrc("institution")},
    **{
        f"BAC02-{amount}": lambda amount=amount: beijing(amount)
        for amount in ("1000", "300000", "2000000")
    },
    **{
        f"SCIA-{amount}": lambda amount=amount: with_registration("scia", ON, amount)
        for amount in ("200000", "1000000", "60000000")
    },
    **{
        f"SHIAC-{amount}": lambda amount=amount: with_registration("shiac", "2016-01-04", amount)
        for amount in ("200000", "1000000")
    },
}
