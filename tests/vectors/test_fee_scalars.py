"""The single figures of the fee files of ../shared/rules: each is ours, or exempt by name.

A fee file has figures outside its lists of rows: a registration fee, a cap, "50-500 per case". Each
number of such a text is compared, in the order in which it stands there, with an entry of the law
files. A text with a number that is neither compared nor exempt fails.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from tests.vectors.test_fee_files import FILES, entry

# Place of a text -> what its numbers are, in order: "id@day" is a parameter, "id/over/1@day" the
# member of a scale's slice, "id/from@day" the first day of an entry, "id/rows/3@day" all numbers of
# a table's first rows; terms may be added, taken off and multiplied; "=1" is a number that is no
# fee, such as that of arbitrators.
COURT = "@2026-01-16"
FIGURES: dict[str, tuple[str, ...]] = {
    "aaa_icdr/consumer/v2020/individual": ("us.aaa.individual.individual@2020-01-02", "=0"),
    "aaa_icdr/consumer/v2020/business": (
        "us.aaa.individual.business.1@2020-01-02",
        "=1",
        "us.aaa.individual.business.3@2020-01-02",
        "=3",
        "us.aaa.individual.business_files.1@2020-01-02",
        "us.aaa.individual.business_files.3@2020-01-02",
    ),
    "aaa_icdr/consumer/v2025/individual": ("us.aaa.individual.individual@2025-01-02",),
    "aaa_icdr/commercial/under_75000/initial": ("us.aaa.commercial.small.initial@2020-01-02",),
    "aaa_icdr/commercial/under_75000/final": ("us.aaa.commercial.small.final@2020-01-02",),
    "aaa_icdr/commercial/older/refund": (
        "us.aaa.commercial_older.refund/rows/3@2015-01-02",
        "us.aaa.commercial_older.refund.kept@2015-01-02",
    ),
    "bac/since_2019/facts/emergency_arbitrator": (
        "cn.bac.emergency@2020-01-02",
        "cn.bac.emergency.further@2020-01-02",
        "cn.bac.emergency.arbitrator_least@2020-01-02",
    ),
    "bac/before_2019/minimum_total": (
        "cn.bac.acceptance/base/0@2016-01-04 + cn.bac.handling/base/0@2016-01-04",
    ),
    "bac/before_2019/simple_procedure": (
        "cn.bac.simple.over@2016-01-04",
        "cn.bac.simple.up_to@2016-01-04",
        "cn.bac.simple.over@2016-01-04",
        "cn.bac.simple.cut@2016-01-04",
    ),
    "cietac/foreign_related/registration_fee": ("cn.cietac.foreign.registration@2016-01-04",),
    "cietac/foreign_related/minimum": (
        "cn.cietac.foreign.least@2016-01-04",
        "cn.cietac.foreign/over/1@2016-01-04",
    ),
    "cietac/foreign_related/cap": ("cn.cietac.foreign.most@2016-01-04",),
    "cietac/financial/registration_fee": ("cn.cietac.financial.registration@2016-01-04",),
    "cietac/financial/variant_B/minimum": ("cn.cietac.financial.least@2016-01-04",),
    "cn_court/schedules/property_acceptance/method": ("cn.court.property/base/0" + COURT,),
    "cn_court/schedules/enforcement_application/no_amount": (
        "cn.court.enforcement.least" + COURT,
        "cn.court.enforcement.most" + COURT,
    ),
    "cn_court/schedules/preservation/cap": ("cn.court.preservation_most" + COURT,),
    "cn_court/schedules/payment_order": ("cn.court.payment_order_share" + COURT,),
    "cn_court/schedules/public_summons": ("cn.court.public_summons" + COURT,),
    "cn_court/schedules/set_aside_award_or_arbitration_agreement": ("cn.court.set_aside" + COURT,),
    "cn_court/schedules/bankruptcy": (
        "cn.court.bankruptcy_share" + COURT,
        "cn.court.bankruptcy_most" + COURT,
    ),
    "cn_court/schedules/ip": (
        "cn.court.intellectual_property.least" + COURT,
        "cn.court.intellectual_property.most" + COURT,
    ),
    "cn_court/schedules/labour": ("cn.court.labour" + COURT,),
    "cn_court/schedules/admin": (
        "cn.court.administrative" + COURT,
        "cn.court.administrative_special" + COURT,
    ),
    "cn_court/schedules/jurisdiction_objection_failed": (
        "cn.court.jurisdiction_objection.least" + COURT,
        "cn.court.jurisdiction_objection.most" + COURT,
    ),
    "cn_court/schedules/divorce": (
        "cn.court.divorce.least" + COURT,
        "cn.court.divorce.most" + COURT,
        "cn.court.divorce.property/over/1" + COURT,
        "cn.court.divorce.property/rate/1" + COURT,
    ),
    "cn_court/schedules/personality": (
        "cn.court.personality.least" + COURT,
        "cn.court.personality.most" + COURT,
        "cn.court.personality.damages/over/1" + COURT,
        "cn.court.personality.damages/over/2" + COURT,
        "cn.court.personality.damages/rate/1" + COURT,
        "cn.court.personality.damages/over/2" + COURT,
        "cn.court.personality.damages/rate/2" + COURT,
    ),
    "cn_court/schedules/other_non_property": (
        "cn.court.other_non_property.least" + COURT,
        "cn.court.other_non_property.most" + COURT,
    ),
    "cn_other_arbitration/shiac_2015/foreign_related/registration_fee": (
        "cn.shiac.registration@2016-01-04",
    ),
    "cn_other_arbitration/shiac_2015/foreign_related/minimum": (
        "cn.shiac.least@2016-01-04",
        "cn.shiac/over/1@2016-01-04",
    ),
    "cn_other_arbitration/scia_2021/foreign_related/registration_fee": (
        "cn.scia.registration@2026-01-16",
    ),
    "cn_other_arbitration/scia_2021/foreign_related/minimum": (
        "cn.scia.least@2026-01-16",
        "cn.scia/over/1@2026-01-16",
    ),
    "cn_other_arbitration/scia_2021/emergency_arbitrator": (
        "cn.scia.emergency@2026-01-16",
        "cn.scia.emergency@2026-01-16",
        "=1",
        "cn.scia.emergency.further@2026-01-16",
    ),
    **{
        f"cn_other_arbitration/emergency_arbitrator_application_comparison/values/{name}": ours
        for name, ours in {
            "HKIAC": ("hk.hkiac.emergency@2026-01-16",),
            "ICC": ("int.icc.emergency@2026-01-16",),
            "SIAC": ("sg.siac.emergency@2026-01-16",),
            "CIETAC": ("cn.cietac.emergency@2026-01-16",),
            "SCIA": ("cn.scia.emergency@2026-01-16", "cn.scia.emergency.further@2026-01-16"),
            "BAC": ("cn.bac.emergency@2026-01-16",),
        }.items()
    },
    "finra/filing_current/non_monetary": ("us.finra.filing.non_monetary@2026-01-16",),
    "finra/filing_earlier/non_monetary": ("us.finra.filing_earlier.non_monetary@2026-01-16",),
    "finra/member_surcharge/non_monetary": ("us.finra.member_surcharge.non_monetary@2026-01-16",),
    "hkiac/registration_fee": ("hk.hkiac.registration@2026-01-16",),
    "hkiac/arbitrator_hourly_cap": ("hk.hkiac.arbitrator_hour_most@2026-01-16", "=2"),
    "hkiac/arbitrator_schedule3/cap": ("hk.hkiac.arbitrator.most@2016-01-04",),
    "icc/filing_fee/value": ("int.icc.filing@2022-01-03",),
    "lcia/effective": ("gb.lcia.registration/from@2024-01-02",),
    "lcia/registration_fee": ("gb.lcia.registration@2024-01-02",),
    "lcia/overheads": ("gb.lcia.overheads@2024-01-02",),
    "lcia/emergency/application": ("gb.lcia.emergency@2024-01-02",),
    "lcia/emergency/arbitrator": ("gb.lcia.emergency.arbitrator@2024-01-02",),
    "lcia/before_2023_12/tribunal_hourly_max": ("gb.lcia.tribunal_hour_most@2022-01-04",),
    "lcia/before_2023_12/emergency_application": ("gb.lcia.emergency@2022-01-04",),
    "lcia/before_2023_12/emergency_arbitrator": ("gb.lcia.emergency.arbitrator@2022-01-04",),
    "ombudsman/uk_fos/case_fee_firm": ("gb.fos.firm.full@2025-06-02",),
    "ombudsman/uk_fos/free_cases_firm": ("gb.fos.firm.free@2025-06-02",),
    "ombudsman/uk_fos/professional_rep/from_": (
        "gb.fos.professional_representative.full/from@2025-06-02",
    ),
    "ombudsman/uk_fos/professional_rep/fee": (
        "gb.fos.professional_representative.full@2025-06-02",
    ),
    "ombudsman/uk_fos/professional_rep/free": (
        "gb.fos.professional_representative.free@2025-06-02",
    ),
    "ombudsman/uk_fos/professional_rep/credit_if_upheld": (
        "gb.fos.professional_representative.credit@2025-06-02",
    ),
    "ombudsman/uk_fos/professional_rep/net_if_upheld": (
        "gb.fos.professional_representative.full@2025-06-02"
        " - gb.fos.professional_representative.credit@2025-06-02",
    ),
    "ombudsman/uk_fos/firm_fee_if_rep_case_not_upheld": ("gb.fos.firm.reduced@2025-06-02",),
    "ombudsman/uk_fos/proposal_2026_27/case_fee": ("gb.fos.firm.full@2026-06-01",),
    "ombudsman/uk_fos/proposal_2026_27/rep_fee": (
        "gb.fos.professional_representative.full@2026-06-01",
    ),
    "ombudsman/hk_fdrc/application": ("hk.fdrc.application@2026-01-16",),
    "ombudsman/hk_fdrc/mediation_total_cap": ("hk.fdrc.mediation_most@2026-01-16",),
    "ombudsman/hk_fdrc/documents_only_arbitration/claim": ("hk.fdrc.limit@2026-01-16",),
    "ombudsman/hk_fdrc/documents_only_arbitration/claimant": (
        "hk.fdrc.documents.claimant@2026-01-16",
    ),
    "ombudsman/hk_fdrc/documents_only_arbitration/institution": (
        "hk.fdrc.documents.institution@2026-01-16",
    ),
    "ombudsman/hk_fdrc/hearing_extra_each": ("hk.fdrc.hearing@2026-01-16",),
    **{
        f"ombudsman/au_afca/{year}/{theirs}": (f"au.afca.{ours}@{day}",)
        for year, day in (("fy23", "2023-01-04"), ("fy24", "2024-01-04"))
        for theirs, ours in {
            "registration_referral": "registration_referral",
            "fast_track_case_mgmt": "fast_track_case_management",
            "case_mgmt": "case_management",
            "fast_track_decision": "fast_track_decision",
            "decision": "decision",
        }.items()
    },
    "ombudsman/au_afca/free_complaints": ("au.afca.free@2024-01-04",),
    "ombudsman/au_afca/annual_registration/fy24": ("au.afca.registration@2024-01-04",),
    "ombudsman/au_afca/annual_registration/fy25": ("au.afca.registration@2025-01-06",),
    "ombudsman/au_afca/gst": ("au.afca.gst@2024-01-04",),
    "ombudsman/sg_fidrec/adjudication_consumer": (
        "sg.fidrec.adjudication.standard@2026-01-16",
        "sg.fidrec.adjudication.nima@2026-01-16",
    ),
    "ombudsman/sg_fidrec/limit": (
        "sg.fidrec.limit@2026-01-16",
        "sg.fidrec.limit/from@2026-01-16",
        "sg.fidrec.limit@2020-01-02",
    ),
    "siac/schedule_2016/case_filing": (
        "sg.siac.filing@2020-01-02",
        "sg.siac.filing@2020-01-02 * =107%",
        "=7%",
        "sg.siac.filing@2020-01-02 * =108%",
        "=8%",
    ),
    "siac/schedule_2016/admin_minimum": ("sg.siac.administration/base/0@2020-01-02",),
    "siac/schedule_2025/filing_fee": (
        "sg.siac.filing@2026-01-16",
        "sg.siac.filing@2026-01-16 * =109%",
        "=9%",
    ),
}

# Texts of these names tell where and how a table was read, and hold no figure of their own.
PROSE = {
    "cross_check": "how a table was checked against another",
    "flag": "how surely it was read",
    "law": "numbers of articles",
    "name": "a name",
    "note": "a remark on the table beside it",
    "official_copy": "where it was read",
    "quick_table_source": "where it was read",
    "rule_flag": "how surely it was read",
    "source": "where it was read",
    "status_2024_rules": "what was not found",
    "warning": "where a table does not join up",
}
NOT_READ = "the table behind it was not read, so that nothing is reckoned by it"
SUPERSEDED = "superseded, and no more of that schedule was read"
EXEMPT = {
    "aaa_icdr/consumer/v2020/multiple_case": "many cases filed together are no rule here",
    "bac/since_2019/facts/minimum_total": NOT_READ,
    "bac/since_2019/facts/institution_cap": NOT_READ,
    "bac/since_2019/facts/arbitrator_cap": NOT_READ,
    "bac/since_2019/facts/method": NOT_READ,
    "bac/since_2019/facts/expedited": "a limit of a procedure, no fee",
    "cietac/financial/variant_A/minimum": "of a table that jumps: asserted nowhere",
    "cn_other_arbitration/shiac_2015/domestic": "damaged where it was read: not to be used",
    "cn_other_arbitration/state_council_1995_ranges/refund": "numbers of articles",
    "finra/nasd_2007/non_monetary": SUPERSEDED,
    "finra/amount_basis": "how bands are written; a cent above each end is asked of the tables",
    "icc/filing_fee/later": "an approximate figure",
    "ombudsman/uk_fos/consumer": "a consumer pays nothing, so that no rule reckons it",
    "ombudsman/hk_fdrc/earlier_2012/limit": SUPERSEDED,
    "ombudsman/hk_fdrc/earlier_2012/claimant": SUPERSEDED,
    "ombudsman/au_afca/fy25_increase": "fees of that year were not read",
    "ombudsman/au_afca/fy26_increase": "fees of that year were not read",
    "ombudsman/sg_fidrec/older_institution": SUPERSEDED,
    "siac/schedule_2016/arbitrator_max/cap": "from memory: of an entry beyond what was read",
}

ADDRESS = re.compile(r"\S+\.(?:com|htm|org)\S*")
NUMBER = re.compile(r"\b1/\d\b|\bhalf\b|\d[\d,]*(?:\.\d+)?%?m?\b%?")


def numbers(text: str) -> list[Fraction]:
    """Every number of a text in order, those of addresses left out; "50%" is a half, "1m" 10^6."""
    found = []
    for word in NUMBER.findall(ADDRESS.sub("", text)):
        unit = Fraction(1, 100) if word.endswith("%") else 10**6 if word.endswith("m") else 1
        plain = word.rstrip("%m").replace(",", "")
        found.append(Fraction("1/2" if plain == "half" else plain) * unit)
    return found


def scalars(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Every text or number outside the lists of a file, with its place."""
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from scalars(inside, f"{place}/{name}")
    elif not isinstance(value, list):
        yield place, str(value)


def read(shared_file, name: str) -> dict[str, str]:
    document = json.loads(shared_file(f"rules/fees_{name}.json").read_text("utf-8"))
    return {
        place: text
        for place, text in scalars(document, name)
        if re.search(r"\d|\bhalf\b", text) and place.rsplit("/", 1)[1] not in PROSE
    }


def looked_up(term: str) -> list[Fraction]:
    """What one term of FIGURES stands for."""
    if term.startswith("="):
        return numbers(term[1:])
    path, day = term.split("@")
    id, *member = path.split("/")
    if not member:
        return numbers(entry("parameters", id, day)["value"])
    if member == ["from"]:
        return numbers(entry("parameters", id, day)["effective_from"])
    if member[0] == "rows":
        rows = entry("tables", id, day)["rows"][: int(member[1])]
        return [one for row in rows for text in row["when"] + row["then"] for one in numbers(text)]
    return numbers(entry("scales", id, day)["slices"][int(member[1])][member[0]])


def ours(terms: tuple[str, ...]) -> list[Fraction]:
    found: list[Fraction] = []
    for said in terms:
        first, *more = re.split(r" ([-+*]) ", said)
        value = looked_up(first)
        for sign, term in zip(more[::2], more[1::2], strict=True):
            (left,), (right,) = value, looked_up(term)
            value = [{"+": left + right, "-": left - right, "*": left * right}[sign]]
        found += value
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_figure_is_compared_or_exempt(name, shared_file):
    found = read(shared_file, name)
    assert not [place for place in found if place not in FIGURES and place not in EXEMPT]
    known = [place for place in (*FIGURES, *EXEMPT) if place.split("/")[0] == name]
    assert not [place for place in known if place not in found]


@pytest.mark.parametrize("place", sorted(FIGURES))
def test_figures_are_ours(place, shared_file):
    text = read(shared_file, place.split("/")[0])[place]
    assert numbers(text) == ours(FIGURES[place]), text


def test_no_figure_is_both_compared_and_exempt():
    assert not set(FIGURES) & set(EXEMPT)
    assert len(FIGURES) > 80
