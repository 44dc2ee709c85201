"""The commands: each opens a docket, asks one thing, and prints the answer."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

import accord
from accord.cli.importing import import_file
from accord.cli.show import Screen
from accord.cli.words import language_of_machine, say

__all__ = ["app", "run"]

_machine = language_of_machine()
app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=say("help", _machine),
)

Folder = Annotated[Path, typer.Argument(help=say("docket", _machine))]
Language = Annotated[
    str, typer.Option("--language", help=f"{say('language', _machine)}: zh-Hans, zh-Hant, en")
]
AsJson = Annotated[bool, typer.Option("--json", help=say("json", _machine))]


def _open(folder: Path, actor: str) -> accord.Docket:
    return accord.open(folder, actor=actor, create=False)


@app.command(help=say("demo", _machine))
def demo(
    complaints: Annotated[
        Path | None, typer.Option(help="CFPB CSV", exists=True, dir_okay=False)
    ] = None,
    out: Annotated[Path | None, typer.Option(help="folder")] = None,
    language: Language = _machine,
    as_json: AsJson = False,
) -> None:
    from accord.demo import run_demo

    screen = Screen(language, as_json)
    summary = run_demo(complaints=complaints, out=out, screen=screen)
    if as_json:
        screen.answer(summary)


@app.command("import", help=say("import", _machine))
def import_(
    folder: Folder,
    source: Annotated[
        Path, typer.Argument(help="CSV, JSON Lines", exists=True, dir_okay=False, readable=True)
    ],
    format: Annotated[str, typer.Option(help="cfpb, jsonl")] = "cfpb",
    procedure: Annotated[str, typer.Option(help="us_cfpb, cn_complaint, cn_mediation")] = "us_cfpb",
    batch: int = 1000,
    actor: str = "officer:import",
    language: Language = _machine,
    as_json: AsJson = False,
) -> None:
    screen = Screen(language, as_json)
    start = time.perf_counter()
    with accord.open(folder, actor=actor) as docket:
        done = import_file(docket, source, format, _procedure(procedure), batch, screen)
    seconds = time.perf_counter() - start
    counts = {
        name: getattr(done, name)
        for name in ("rows", "filed", "rejected", "known", "changed", "warnings")
    }
    if as_json:
        findings = [
            accord_finding(finding) for finding in done.findings if finding.severity == "rejected"
        ]
        screen.answer(
            {
                **counts,
                "by_rule": done.by_rule(),
                "rejected_rows": findings,
                "seconds": round(seconds, 3),
            }
        )
        return
    screen.table([say(name, language) for name in counts], [list(counts.values())])
    screen.line(f"{done.rows / seconds:,.0f} {say('rate', language)}")
    for finding in done.findings:
        if finding.severity == "rejected":
            screen.line(_finding_words(finding, language))


def accord_finding(finding: accord.Finding) -> dict[str, object]:
    """A finding as data."""
    names = ("severity", "rule", "field", "record", "line", "found")
    return {name: getattr(finding, name) for name in names}


def _finding_words(finding: accord.Finding, language: str) -> str:
    from accord.why import finding as words_of

    return words_of(finding, language)


def _procedure(name: str) -> Any:
    from accord import procedures

    if name not in procedures.__all__ or name.startswith("make_"):
        raise accord.InputError("unknown_procedure", name, "--procedure")
    return getattr(procedures, name)


@app.command(help=say("case", _machine))
def case(
    folder: Folder,
    id: Annotated[str, typer.Argument(help="c_… / 〔2026〕…")],
    actor: str = "officer:desk",
    language: Language = _machine,
    as_json: AsJson = False,
) -> None:
    screen = Screen(language, as_json)
    with _open(folder, actor) as docket:
        found = docket.case(_case_id(docket, id))
        terms = [found.terms[name] for name in found.terms]
        if as_json:
            screen.answer(
                {
                    "id": found.id,
                    "number": found.number,
                    "procedure": found.procedure,
                    "stage": found.stage,
                    "outcome": found.outcome,
                    "version": found.version,
                    "terms": {term.id: {"state": term.state, "due": term.due} for term in terms},
                    "events": [
                        {"n": e.n, "kind": e.kind, "occurred": e.occurred}
                        for e in docket.events(found)
                    ],
                }
            )
            return
        screen.line(repr(found))
        for term in terms:
            screen.heading(term.id)
            screen.line(str(term.why(language=language)))


def _case_id(docket: accord.Docket, text: str) -> str:
    if text.startswith("c_"):
        return text
    for head in docket.find():
        if head.number == text:
            return head.id
    raise accord.InputError("no_such_case", text, "case")


@app.command(help=say("due", _machine))
def due(
    folder: Folder,
    until: Annotated[str | None, typer.Option(help="2026-03-31")] = None,
    actor: str = "officer:desk",
    language: Language = _machine,
    as_json: AsJson = False,
) -> None:
    screen = Screen(language, as_json)
    last = until or str(datetime.now().astimezone().date() + timedelta(days=7))
    with _open(folder, actor) as docket:
        rows = docket.due(until=last)
    if as_json:
        names = ("number", "term", "nature", "due", "state", "provisional")
        screen.answer(
            [{"case": row.case, **{name: getattr(row, name) for name in names}} for row in rows]
        )
        return
    if not rows:
        screen.line(say("none_due", language))
    columns = [say(name, language) for name in ("due_day", "number", "term", "nature", "state")]
    marks = [say("provisional", language) if row.provisional else "" for row in rows]
    screen.table(
        columns,
        (
            (
                f"{row.due} {mark}".rstrip(),
                row.number or row.case,
                accord.text.words("terms", row.term, language),
                accord.text.words("natures", row.nature, language),
                accord.text.words("states", row.state, language),
            )
            for row, mark in zip(rows, marks, strict=True)
        ),
    )


@app.command("return", help=say("return", _machine))
def return_(
    folder: Folder,
    period: Annotated[str, typer.Argument(help="2026Q1")],
    out: Annotated[Path | None, typer.Option(help="*.xlsx, *.csv")] = None,
    actor: str = "officer:reports",
    language: Language = _machine,
    as_json: AsJson = False,
) -> None:
    screen = Screen(language, as_json)
    with _open(folder, actor) as docket:
        quarter = accord.returns.cn_quarterly(docket, period=period).validated()
        if out is not None:
            quarter.save(out)
    if as_json:
        screen.answer(quarter.data())
        return
    screen.line(str(quarter))
    if out is not None:
        screen.line(f"{say('written', language)}: {out}")


@app.command(help=say("verify", _machine))
def verify(
    folder: Folder,
    deep: bool = False,
    actor: str = "officer:audit",
    language: Language = _machine,
    as_json: AsJson = False,
) -> None:
    screen = Screen(language, as_json)
    with _open(folder, actor) as docket:
        checked = docket.verify(deep=deep)
    if as_json:
        screen.answer(
            {
                "ok": checked.ok,
                "events": checked.events,
                "checkpoint": checked.checkpoint,
                "faults": list(checked.faults),
            }
        )
    else:
        screen.line(say("holds" if checked.ok else "broken", language))
        screen.line(f"{say('events', language)}: {checked.events:,}")
        for fault in checked.faults:
            screen.line(fault)
        screen.line(f"{say('checkpoint', language)}:\n{checked.checkpoint}")
    if not checked.ok:
        raise typer.Exit(1)


def run() -> int:
    """Runs the command line; an error of ours is one line on stderr, not a traceback."""
    try:
        app(standalone_mode=False)
    except typer.Exit as stop:
        return stop.exit_code
    except accord.AccordError as error:
        typer.echo(f"accord: {error}", err=True)
        return 1
    except Exception as error:  # click's own usage errors carry their exit code
        show = getattr(error, "show", None)
        if show is None:
            raise
        show()
        return int(getattr(error, "exit_code", 2))
    return 0
