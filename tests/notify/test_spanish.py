"""In Spanish everything of ours is Spanish, and nothing of the court's is touched."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from db.kinds import KINDS
from db.models import (
    ChangeKind,
    Deadline,
    Disposition,
    DocketEntry,
    EntryKind,
    Hearing,
    HearingAction,
    Mark,
    Meaning,
    Source,
    SourceKind,
    SourceState,
    Timing,
    Watch,
)
from notify import blind_spots, clock, gap_words, glossary, naming, render, sentences, substance
from notify.reader import Reader
from notify.spanish import SENTENCES
from notify.story import Coming, Form, HeldBack, Looks, Met, Story
from tests.notify.test_render import FEED, KEY, ORDER, SEEN, change, story

NOTIFY = Path(render.__file__).parent
_FUNCTION_WORDS = """
    the of and is was were not this that these those to by it its has have with from be are
    nothing due answers entry entries court filing filings you your what which who whom when since
    until today tomorrow yesterday within days day seen held been now before after page more times
    order motion granted denied hearing deadline filed entered judge request
"""
ENGLISH = set(re.findall(r"\w+", _FUNCTION_WORDS))
COURTS = "Zzq zzq"  # whatever a court says


def spoken(text: str) -> set[str]:
    """The words of a message without addresses and commands."""
    bare = re.sub(r"https?://\S+|docket (?:mute|ack) \S+", " ", text)
    return set(re.findall(r"[a-záéíóúñü]+", bare.casefold()))


MEANING = Meaning(
    EntryKind.ORDER,
    Disposition.GRANTED_IN_PART,
    (104, 105),
    tuple(
        Hearing(action, date(2025, 6, 3), time(14), COURTS, COURTS, date(2025, 5, 30))
        for action in HearingAction
    ),
    (
        Deadline(f"file {COURTS}", within_days=5, computed=date(2025, 5, 28), rule=COURTS),
        Deadline("respond", due=date(2025, 5, 24), who="Defendants"),
        Deadline(COURTS, within_days=1, is_business_days=True, after="service"),
    ),
    tuple(Mark),
)
ENTRY = replace(ORDER, labels=(COURTS,), text=COURTS, filed_on=date(2025, 5, 20), meaning=MEANING)
MOTION = DocketEntry(
    number=104,
    labels=(COURTS,),
    filed_on=date(2025, 5, 18),
    meaning=Meaning(EntryKind.MOTION, filer="Plaintiffs"),
    id="8",
)
DUE = {"what": "file a status report", "due": "2025-05-24", "computed": False, "rule": None}
WHEN = {"what": "Motion Hearing", "on": "2025-06-03", "at": "14:00", "place": None}
WINDOW = {"from": "2025-05-21T18:00:00Z", "to": "2025-05-22T18:44:00Z"}


def told(kind: ChangeKind) -> tuple[object, object, str | None]:
    """What a change of this kind has for old, new and field."""
    if "deadline" in kind:
        return None, DUE | {"seen": "partial"}, "deadline"
    if "hearing" in kind:
        return WHEN, WHEN | {"on": "2025-06-05"}, "hearing"
    if kind is ChangeKind.GAP_SUSPECTED:
        return None, WINDOW, "window"
    if kind is ChangeKind.COVERAGE_CHANGED:
        return "ok", "partial", "state"
    return [COURTS], [COURTS], "labels"


def spanish(kind: ChangeKind, entry: DocketEntry = ENTRY, form: Form = Form.ALERT) -> Story:
    old, new, field = told(kind)
    source = replace(FEED, scope=f"Docket entries of type: {COURTS}")
    found = story(
        change(kind, entry, old=old, new=new, field=field),
        entries=(entry, MOTION),
        source=source,
        watches=(Watch("dvd", note=COURTS, timing=Timing(repeat_to="boss")),),
    )
    return replace(
        found,
        form=form,
        answered={(1, 104): MOTION},
        met={"7": (Met(date(2025, 5, 28), MOTION, is_late=True),)},
        coming=(Coming(KEY, date(2025, 5, 28), MEANING.deadlines[0]),),
        held=(HeldBack(change(entry=MOTION, id=9), "dvd", "kind motion"),),
        looks=Looks(2, is_since_news=True, all_answered=True),
        language="es",
        now=SEEN,
    )


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("kind", ChangeKind)
def test_no_english_is_left_in_a_message(kind: ChangeKind, form: Form) -> None:
    """Red when: a sentence has no translation, or is put together outside `say`."""
    message = render.message(spanish(kind, form=form))
    for body in (message.title, message.text, message.markdown):
        assert not ENGLISH & spoken(body), body
    shown = re.sub(r"<style>.*?</style>|<[^>]+>", " ", message.html, flags=re.DOTALL)
    assert not ENGLISH & spoken(shown)
    assert '<html lang="es">' in message.html


@pytest.mark.parametrize("kind", EntryKind)
@pytest.mark.parametrize("disposition", [None, *Disposition])
def test_every_kind_and_ruling_has_its_spanish(
    kind: EntryKind, disposition: Disposition | None
) -> None:
    entry = replace(ENTRY, meaning=Meaning(kind, disposition, (104,), marks=(Mark.SEALED,)))
    message = render.message(spanish(ChangeKind.ENTRY_ADDED, entry))
    assert not ENGLISH & spoken(message.title + message.text)


@pytest.mark.parametrize(
    "state", [each for each in SourceState if each is not SourceState.UNCHANGED]
)
@pytest.mark.parametrize("kind", SourceKind)
def test_what_cannot_be_seen_is_said_in_spanish(kind: SourceKind, state: SourceState) -> None:
    source = Source(
        f"{kind}:mad", kind, "mad", "", state=state, scope=COURTS, error=COURTS, answered_at=SEEN
    )
    reader = Reader(language="es")
    for sources in ([source], [source, FEED]):
        for court_id in ("mad", "scotus", "mdd"):
            said = " ".join(blind_spots.of_docket(court_id, sources, reader))
            assert not ENGLISH & spoken(said.replace("order,motion", "")) - {"order", "motion"}
    assert not ENGLISH & spoken(blind_spots.sees(kind, state, reader))


def test_the_courts_own_words_stay_as_they_are() -> None:
    text = "ORDER granting 104 Motion. The hearing is moved."
    message = render.message(spanish(ChangeKind.ENTRY_ADDED, replace(ENTRY, text=text)))
    assert text in message.text
    assert "Courtroom" not in message.text


def test_days_and_times_are_spanish() -> None:
    reader = Reader("America/New_York", "es", datetime.fromisoformat("2025-05-27T16:00:00Z"))
    assert reader.day(date(2025, 5, 28)) == "miércoles 28 de mayo"
    assert reader.day(date(2024, 2, 29)) == "jueves 29 de febrero de 2024"
    assert reader.near_day(date(2025, 5, 28)) == "mañana, miércoles 28 de mayo"
    assert reader.near_day(date(2025, 6, 3)) == "el martes 3 de junio"
    assert clock.hour(time(14, 5), "es") == "2:05 p. m."


def test_the_readers_language_is_the_watchs() -> None:
    message = render.message(spanish(ChangeKind.ENTRY_ADDED))
    assert message.title.startswith("D.V.D. v. DHS (D. Mass. 25-cv-10676): Orden: se concede en")
    assert "Sobre la petición 104 de la parte demandante y el asiento 105." in message.text


def _sentences_in_code() -> Iterator[str]:
    for path in sorted(NOTIFY.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if is_call and node.func.attr in ("say", "count"):  # type: ignore[attr-defined]
                for told in node.args:  # type: ignore[attr-defined]
                    yield from _literals(told)


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_literals(node.body), *_literals(node.orelse))


def _sentences_in_templates() -> Iterator[str]:
    for path in (NOTIFY / "templates").iterdir():
        if path.suffix in (".txt", ".md", ".html"):
            yield from re.findall(r'say\("([^"]+)"', path.read_text())


def _sentences_in_tables() -> Iterator[str]:
    tables = (
        sentences._SENTENCES, sentences._PARTS, sentences._OF_ENTRIES, glossary.DECIDED,
        glossary._RULINGS, glossary._KINDS, glossary.CHANGES, blind_spots.STATES,
        blind_spots._SEES, blind_spots._BLIND_SPOTS, blind_spots._SUPREME, blind_spots._OTHERS,
        blind_spots._ALSO, blind_spots._WAYS, blind_spots._WITHOUT_FEED, gap_words._SENTENCES,
        substance._MARKS,
    )  # fmt: skip
    for table in tables:
        yield from table.values()  # type: ignore[attr-defined]
    yield from (kind.name for kind in KINDS.values())
    yield from (request for _, request in glossary._REQUESTS)
    yield from (kind.replace("_", " ") for kind in EntryKind)
    yield from (f"the {role}" for role in naming._ROLES.values())


@pytest.mark.parametrize(
    "english",
    sorted({*_sentences_in_code(), *_sentences_in_templates(), *_sentences_in_tables()}),
)
def test_every_sentence_of_ours_has_its_translation(english: str) -> None:
    assert english in SENTENCES
    fields = [
        {name for _, name, _, _ in string.Formatter().parse(each) if name}
        for each in (english, SENTENCES[english])
    ]
    # What went wrong at a source is told by our own log in English: Spanish leaves it out.
    assert fields[1] == fields[0] - {"error"}
