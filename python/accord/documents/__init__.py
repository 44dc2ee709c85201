"""Papers made from a case: agreements and decision notices, as PDF to serve and Word to edit."""

from accord.documents._amount import amount_in_figures, amount_in_words
from accord.documents._document import Document, issue
from accord.documents._papers import agreement, decision_notice

__all__ = [
    "Document",
    "agreement",
    "amount_in_figures",
    "amount_in_words",
    "decision_notice",
    "issue",
]
