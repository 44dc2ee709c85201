"""us.cfpb: a complaint sent to a company through the bureau's portal; days count from sending."""

from __future__ import annotations

from accord.procedure import Clause, Procedure

# Read in articles and an old edition that quote the manual.
MANUAL = Clause("CFPB company portal manual 8.1", "secondary")


def make_us_cfpb() -> Procedure:
    p = Procedure("us.cfpb", version="2026.1", calendar="US", zone="America/New_York")
    sent, in_progress, closed = p.stages("sent", "in_progress", "closed", final="closed")
    p.role("company", actors=("officer", "institution"))

    p.action("send", start=sent, by=("claimant", "bureau"), clause=MANUAL)
    p.action("interim", sent >> in_progress, by="company", service="claimant", clause=MANUAL)
    p.action(
        "respond",
        (sent | in_progress) >> closed,
        by="company",
        service="claimant",
        document="response",
        effect="decision",
        clause=MANUAL,
    )

    p.term("respond", after_fact="sent", days=15, met_by=("respond", "interim"), clause=MANUAL)
    p.term("final", after_fact="sent", days=60, met_by="respond", clause=MANUAL)
    p.fact("sent", "date")
    return p


us_cfpb = make_us_cfpb()
