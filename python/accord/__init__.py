"""accord: disputes between financial institutions and their customers, in one docket."""

from __future__ import annotations

from accord._core import (
    Agent,
    Agreement,
    Answer,
    Case,
    Claim,
    Classification,
    Clause,
    Estimate,
    Event,
    Evidence,
    Explained,
    Fact,
    Figure,
    Filing,
    Finding,
    Head,
    Instant,
    Line,
    Money,
    Offer,
    Option,
    Outcome,
    Party,
    Proof,
    Rate,
    Refusal,
    Service,
    Table,
    Task,
    Term,
    Verification,
    Wait,
    allocate,
    build_config,
)
from accord.errors import (
    AccessError,
    AccordError,
    InputError,
    InternalError,
    MoneyError,
    ProcedureError,
    Refused,
    StoreError,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from accord import calendar, documents, explain, law, procedure, procedures, returns, settle
    from accord.docket import Docket, open
    from accord.why import Why

__all__ = [
    "AccessError",
    "AccordError",
    "Agent",
    "Agreement",
    "Answer",
    "Case",
    "Claim",
    "Classification",
    "Clause",
    "Docket",
    "Estimate",
    "Event",
    "Evidence",
    "Explained",
    "Fact",
    "Figure",
    "Filing",
    "Finding",
    "Head",
    "InputError",
    "Instant",
    "InternalError",
    "Line",
    "Money",
    "MoneyError",
    "Offer",
    "Option",
    "Outcome",
    "Party",
    "ProcedureError",
    "Proof",
    "Rate",
    "Refusal",
    "Refused",
    "Service",
    "StoreError",
    "Table",
    "Task",
    "Term",
    "Verification",
    "Wait",
    "Why",
    "allocate",
    "build_config",
    "calendar",
    "documents",
    "explain",
    "law",
    "open",
    "procedure",
    "procedures",
    "returns",
    "settle",
]

# Loaded at first use, so that `import accord` costs what the engine costs and no more.
_MODULES = {
    "calendar",
    "documents",
    "explain",
    "law",
    "procedure",
    "procedures",
    "returns",
    "settle",
    "text",
}
_PLACES = {"Docket": "docket", "open": "docket", "Why": "why"}


del TYPE_CHECKING  # it is no name of the package


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in _MODULES:
        return import_module(f"accord.{name}")
    if name in _PLACES:
        return getattr(import_module(f"accord.{_PLACES[name]}"), name)
    raise AttributeError(f"module 'accord' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
