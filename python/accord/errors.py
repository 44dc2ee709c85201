"""The tree of exceptions: each carries a code, what it is about and where; words come late.

AccordError
├── InputError(ValueError)        a filing, file or argument is not what it claims
├── MoneyError(ArithmeticError)   currency mismatch, overflow, inexact where exact was demanded
├── ProcedureError(ValueError)    a procedure's definition is unsound
├── StoreError(OSError)           busy, full, read-only, damaged, newer format, used after fork
├── AccessError(PermissionError)  this actor may not see this
├── Refused                       someone asked a Refusal for its case or value
└── InternalError                 a bug; please tell us, with its trace
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from accord._core import Refusal

__all__ = [
    "AccessError",
    "AccordError",
    "InputError",
    "InternalError",
    "MoneyError",
    "ProcedureError",
    "Refused",
    "StoreError",
]


class AccordError(Exception):
    """Something malformed or broken. What is lawfully refused is a Refusal, not an error."""

    __module__ = "accord"

    def __init__(self, code: str, subject: str = "", where: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.subject = subject
        self.where = where

    def words(self, language: str = "zh-Hans") -> str:
        """The error in words of a language, by its code."""
        from accord.text import words

        return words("errors", self.code, language, subject=self.subject, where=self.where)

    def __str__(self) -> str:
        from accord.text import plain

        place = f" at {self.where}" if self.where else ""
        return plain(f"{self.words('en')} [{self.code}]{place}")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.code!r}, {self.subject!r}, {self.where!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.code, self.subject, self.where)


class InputError(AccordError, ValueError):
    """A filing, file or argument is not what it claims."""

    __module__ = "accord"


class MoneyError(AccordError, ArithmeticError):
    """Currency mismatch, overflow, inexact where exact was demanded."""

    __module__ = "accord"


class ProcedureError(AccordError, ValueError):
    """A procedure's definition is unsound."""

    __module__ = "accord"


class StoreError(AccordError, OSError):
    """Busy, full, read-only, damaged, newer format, used after fork, on a network file system."""

    __module__ = "accord"


class AccessError(AccordError, PermissionError):
    """This actor may not see this."""

    __module__ = "accord"


class InternalError(AccordError):
    """A bug: please tell us, with its trace."""

    __module__ = "accord"


class Refused(AccordError):
    """Someone asked a Refusal for its case or value; the refusal comes with it."""

    __module__ = "accord"

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code, refusal.action, refusal.clause)
        self.refusal = refusal

    def words(self, language: str = "zh-Hans") -> str:
        """Why the refusal says no; its clause and what is missing included."""
        return self.refusal.words(language)

    def __reduce__(self) -> tuple[object, ...]:
        return AccordError, (self.code, self.subject, self.where)
