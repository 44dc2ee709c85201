"""Where the difference between two figures comes from."""

from __future__ import annotations

from accord import _core

__all__ = ["diff"]


def diff(before: _core.Explained, after: _core.Explained) -> _core.Explained:
    """after - before, as a tree whose parts add up to the difference.

    Lines are matched by what they are; equal ones are left out, and a line that stands on one side
    alone comes whole. An input that changed reads "old → new". Both figures must be in one
    currency: MoneyError("currency_mismatch").

    >>> loan = {"start": "2025-01-01", "end": "2025-07-01"}
    >>> low = accord.settle.interest("10000 CNY", rate="3% per year ACT/360", **loan)
    >>> high = accord.settle.interest("10000 CNY", rate="4% per year ACT/360", **loan)
    >>> print(accord.explain.diff(low, high).value)
    50.28 CNY
    """
    return _core.diff(before, after)
