"""S4: severity and urgency give priority and departments in the shipped Chinese procedures."""

from __future__ import annotations

__all__ = ["TRIAGE"]

# S4: severity × urgency → priority and the departments it goes to.
TRIAGE = [
    ("high", "urgent", "immediate", ("customer_service", "legal", "risk")),
    ("high", "ordinary", "high", ("customer_service", "legal")),
    ("medium", "urgent", "high", ("customer_service", "risk")),
    ("medium", "ordinary", "normal", ("customer_service",)),
    ("low", "urgent", "normal", ("customer_service",)),
    ("low", "ordinary", "low", ("customer_service",)),
    ("*", "*", "unstated", ("customer_service",)),
]
