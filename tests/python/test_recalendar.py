"""A late holiday: which open terms move, both days on record, and who must be told."""

from __future__ import annotations

import json
import re
from datetime import date

import accord
import pytest
from accord.calendar import BusinessCalendar, business_calendar
from accord.procedure import Procedure

from tests.python._dockets import Clock, filing, opened


def fast_track() -> Procedure:
    p = Procedure("own.fast-track", version="1")
    for role in ("claimant", "respondent", "institution"):
        p.role(role)
    applied, done = p.stages("applied", "done", final="done")
    p.action("apply", start=applied)
    p.action("answer", by="respondent")
    p.action("end", applied >> done)
    p.term(
        "answer",
        after="apply",
        business_days=10,
        met_by="answer",
        extend=[p.extension(business_days=20, told="claimant")],
        waits={"stay": "pause"},
    )
    p.term("file", after="apply", days=15, rolls="forward", nature="target")
    p.term("plain", after="apply", days=5, nature="target")
    return p


def edition(*days_off: str) -> BusinessCalendar:
    """The package's calendar with a notice that came in the middle of the year."""
    file = json.loads(accord.law.read("calendar_cn.json"))
    year = next(dict(y) for y in file["years"] if y["year"] == 2026)
    year["known_on"] = "2026-03-05"
    year["days_off"] = sorted({*year["days_off"], *days_off})
    file["edition"] = "2026-03-05"
    return BusinessCalendar.from_json(json.dumps(file | {"years": [*file["years"], year]}).encode())


def test_a_late_holiday_moves_what_it_changes_and_says_whom_to_tell(tmp_path):
    clock = Clock("2026-03-02T09:30+08:00")
    p = fast_track()
    with opened(tmp_path, clock) as docket:
        case = docket.file(filing(), procedure=p, by=()).case
        days = {name: term.due for name, term in case.terms.items()}
        assert days["answer"] == date(2026, 3, 16)
        assert days["file"] == date(2026, 3, 17)
        clock.now = "2026-03-05T09:30+08:00"
        moved = docket.recalendar(edition("2026-03-11", "2026-03-17"))
        assert [(row.term, row.was, row.now) for row in moved] == [
            ("answer", date(2026, 3, 16), date(2026, 3, 18)),
            ("file", date(2026, 3, 17), date(2026, 3, 18)),
        ]
        assert moved[0].case == case.id
        assert moved[0].tell == ("claimant", "respondent")
        assert moved[1].tell == ("claimant", "respondent")
        case = docket.case(case)
        assert case.terms["answer"].due == date(2026, 3, 18)
        assert case.terms["plain"].due == days["plain"]
        kinds = [event.kind for event in docket.events(case)]
        assert kinds.count("term_moved") == 2
        # Both days stay on record, each with the edition that gave it.
        started = next(e for e in docket.events(case) if e.kind == "term_started")
        change = next(e for e in docket.events(case) if e.kind == "term_moved")
        assert started.body["reckoning"]["due"] == date(2026, 3, 16)
        assert change.body["reason"] == "calendar"
        assert change.law != started.law
        assert change.body["reckoning"]["calendar_edition"] == "2026-03-05"
        # The same edition again changes nothing.
        assert docket.recalendar(edition("2026-03-11", "2026-03-17")) == ()
        assert docket.verify(deep=True).faults == ()


def test_what_is_decided_later_and_filed_later_goes_by_the_new_edition(tmp_path):
    clock = Clock("2026-03-02T09:30+08:00")
    p = fast_track()
    with opened(tmp_path, clock) as docket:
        case = docket.file(filing(), procedure=p, by=()).case
        clock.now = "2026-03-05T09:30+08:00"
        docket.recalendar(edition("2026-03-11"))
    with opened(tmp_path, clock) as docket:
        case = docket.act(case.id, "extend", term="answer", to=20, told="claimant").case
        assert case.terms["answer"].due == date(2026, 3, 31)  # 20 days without the 11th
        later = docket.file(filing(), procedure=p, by=()).case
        assert later.terms["answer"].due == date(2026, 3, 17)
        again = docket.file(filing(received="2026-03-04"), procedure=p, by=()).case
        assert again.terms["answer"].due == date(2026, 3, 19)


def test_a_provisional_day_becomes_final_without_telling_anybody(tmp_path):
    clock = Clock("2026-12-20T09:30+08:00")
    p = fast_track()
    file = json.loads(accord.law.read("calendar_cn.json"))
    year = {
        "year": 2027,
        "notices": ["a notice of the test"],
        "known_on": "2026-12-20",
        "known_on_status": "unverified",
        "days_off": ["2027-01-01"],
        "working_days": [],
    }
    known = BusinessCalendar.from_json(
        json.dumps(file | {"edition": "2027", "years": [*file["years"], year]}).encode()
    )
    with opened(tmp_path, clock) as docket:
        case = docket.file(filing(received="2026-12-18"), procedure=p, by=()).case
        assert case.terms["answer"].provisional
        moved = docket.recalendar(known)
        (answer, rolled) = moved
        assert (answer.was, answer.now) == (date(2027, 1, 4), date(2027, 1, 4))
        assert (answer.was_provisional, answer.provisional, answer.tell) == (True, False, ())
        assert (rolled.term, rolled.was, rolled.now) == ("file", date(2027, 1, 4), date(2027, 1, 4))
        assert not docket.case(case).terms["answer"].provisional


def test_another_calendars_edition_concerns_nobody(tmp_path):
    file = json.loads(business_calendar("CN").json)
    other = BusinessCalendar.from_json(json.dumps(file | {"id": "XX"}).encode())
    with opened(tmp_path) as docket:
        docket.file(filing(), procedure=fast_track(), by=())
        assert docket.recalendar(other) == ()
        with pytest.raises(TypeError):
            docket.recalendar("CN")


def test_waits_are_listed_with_who_since_when_and_whether_the_clock_stands(tmp_path):
    clock = Clock("2026-03-02T09:30+08:00")
    with opened(tmp_path, clock) as docket:
        case = docket.file(filing(), procedure=fast_track(), by=()).case
        clock.now = "2026-03-04T09:30+08:00"
        case = docket.act(case, "stay", reason="test case", waiting_for="court").case
        case = docket.act(case, "wait", kind="approval", waiting_for="hq", reason="x").case
        stay, approval = case.waits
        assert (stay.name, stay.waiting_for, stay.scope) == ("stay", "court", "case")
        assert (stay.open, stay.clock_stopped, stay.stops) == (True, True, ("answer",))
        assert (approval.open, approval.clock_stopped) == (True, False)
        assert str(stay.since).startswith("2026-03-04T09:30")
        assert case.terms["answer"].state == "paused"
        assert "2026-03-04" in case.terms["answer"].why("en")
        clock.now = "2026-03-09T09:30+08:00"
        case = docket.act(case, "resume", kind="stay").case
        assert case.terms["answer"].due == date(2026, 3, 19)
        assert case.terms["answer"].original == date(2026, 3, 16)
        for language in ("zh-Hans", "zh-Hant", "en"):
            why = case.terms["answer"].why(language)
            assert {"2026-03-16", "2026-03-19"} <= set(re.findall(r"\d{4}-\d\d-\d\d", why))
        assert "The clock stood still: 3 stay" in case.terms["answer"].why("en")
        refused = docket.act(case, "resume", kind="stay")
        assert (bool(refused), refused.code) == (False, "not_waiting")
