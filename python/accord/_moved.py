"""What a calendar's new edition changed: each term with both days, and who must hear of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from accord import _core
    from accord._arguments import Moment
    from accord.docket import Docket


class MovedTerm(NamedTuple):
    """An open term under a new edition of its calendar, and the roles that must hear of it.

    `tell` is empty where the last day is the same and only no longer provisional.
    """

    case: str
    number: str
    term: str
    was: date
    now: date
    was_provisional: bool
    provisional: bool
    tell: tuple[str, ...]


def recalendar(
    docket: Docket,
    edition: _core.BusinessCalendar,
    *,
    at: Moment | None = None,
    on: date | str | None = None,
) -> tuple[MovedTerm, ...]:
    """A calendar's new edition (a late holiday) decides from now on; whom to tell of which day.

    It holds for every case pinned to that calendar: open terms that it changes move (`term_moved`,
    both days on record), and each comes back with the roles that must hear of it.
    """
    from accord._core import BusinessCalendar

    if not isinstance(edition, BusinessCalendar):
        raise TypeError(f"an edition is a BusinessCalendar, not {type(edition).__name__!r}")
    rows = docket._handle.recalendar(edition.json.encode(), at=docket._at(at, on))
    return tuple(MovedTerm(*row) for row in rows)
