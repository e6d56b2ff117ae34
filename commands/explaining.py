"""`docket explain`: what an entry means, and which rule said so by which of its words."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import datetime

import click

from commands import cases, entries, explained, home, output, tables
from commands.output import json_option
from db import courts, plain
from db.models import Docket, DocketEntry, Meaning
from scraper import classify
from scraper.meaning import rules
from scraper.meaning.rules import Tables
from scraper.meaning.words import Reason, Words

_HEADS = ("of its", "it says", "by the rule", "and its words")


@click.command()
@click.argument("named", metavar="[CASE NUMBER]", nargs=-1)
@click.option("--court", help="The court of the case, or of --text.")
@click.option("--text", help="Explain these words instead.")
@click.option("--label", help="The short name of the event, with or without --text.")
@click.option(
    "--filed-on",
    type=click.DateTime(("%Y-%m-%d",)),
    metavar="DAY",
    help="The day of --text, from which periods run.",
)
@click.option("--batch", is_flag=True, help="Answer JSON lines on stdin, a line for a line.")
@json_option
def explain(
    named: Sequence[str],
    court: str | None,
    text: str | None,
    label: str | None,
    filed_on: datetime | None,
    batch: bool,
    as_json: bool,
) -> None:
    """Show what an entry means, and by which rules.

    NUMBER is the entry's number on the docket, or its id as `docket show --json` has it,
    written `id:123`.

    --batch reads {"id", "court", "filed_on", "label", "text"} and writes {"id", "kind",
    "disposition", "answers", "hearing", "deadlines"}, or {"id", "error"}. It needs no store.
    """
    tables_used = rules.load(home.here().rules_path)
    if batch:
        _answer_lines(tables_used)
    elif text is not None or label is not None:
        words = Words(_court_id(court), label or "", text or "", filed_on and filed_on.date())
        _show(None, None, words, tables_used, as_json)
    elif len(named) > 1:
        _show_entries(named, court, tables_used, as_json)
    else:
        raise click.UsageError("Name a case and the number of an entry, or give --text.")


def _court_id(court: str | None) -> str:
    if court is None:
        raise click.UsageError("Say of which --court the words are.")
    return courts.get(court).id


def _answer_lines(tables_used: Tables) -> None:
    def read(words: Words) -> Meaning:
        return classify.explain(words, tables_used)[0]

    for line in sys.stdin.buffer:
        output.json_line(explained.line_for(line, read))


def _show_entries(
    named: Sequence[str], court: str | None, tables_used: Tables, as_json: bool
) -> None:
    *case, wanted = named
    with home.reading() as store:
        dockets = cases.subject(store, " ".join(case), court).dockets(store)
    for place, (docket, entry) in enumerate(entries.found(dockets, " ".join(case), wanted)):
        if place and not as_json:
            output.say()
        _show(docket, entry, classify.words_of(entry, docket.court_id), tables_used, as_json)


def _show(
    docket: Docket | None,
    entry: DocketEntry | None,
    words: Words,
    tables_used: Tables,
    as_json: bool,
) -> None:
    meaning, reasons = classify.explain(words, tables_used)
    if as_json:
        output.json_line(_plain(docket, entry, words, meaning, reasons))
        return
    output.title(_title(docket, entry, words))
    output.say("; ".join(filter(None, (words.label, words.text))))
    output.say()
    tables.show(_HEADS, [_row(each) for each in reasons], prose=("it says", "and its words"))


def _plain(
    docket: Docket | None,
    entry: DocketEntry | None,
    words: Words,
    meaning: Meaning,
    reasons: Iterable[Reason],
) -> plain.Plain:
    return {
        "docket": None if docket is None else str(docket.key),
        "id": None if entry is None else entry.id,
        "number": None if entry is None else entry.number,
        "court_id": words.court_id,
        "rules": rules.family_of(words.court_id),
        **plain.meaning(meaning),
        "filer": meaning.filer,
        "reasons": [
            {"about": each.about, "value": each.value, "rule": each.rule, "words": each.words}
            for each in reasons
        ],
    }


def _title(docket: Docket | None, entry: DocketEntry | None, words: Words) -> str:
    if docket is None or entry is None:
        return f"{courts.get(words.court_id).label}, by the rules of {_family(words.court_id)}"
    named = f"entry {entry.number}" if entry.number is not None else f"entry id:{entry.id}"
    return f"{courts.cited(docket.key)}, {named}"


def _family(court_id: str) -> str:
    family = rules.family_of(court_id)
    return {"scotus": "the Supreme Court"}.get(family, f"{family} courts")


def _row(reason: Reason) -> tuple[str, ...]:
    words = f'"{reason.words}"' if reason.words else ""
    return (reason.about, plain.spaced(reason.value), reason.rule, words)
