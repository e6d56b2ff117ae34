"""Nothing that is withheld is in any form of a message, or goes along with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from db.guard import WITHHELD, Guard
from db.models import Change, ChangeKind, Deadline, Document, Message
from notify import documents, render
from notify.story import Story
from tests.notify.test_documents import COPY
from tests.notify.test_documents import told as with_copies
from tests.notify.test_render import DOCKET, FREE, ORDER, SEEN, change, story

NAME = "Ana_Maria <Person> O'Neil"
GUARD = Guard(("Ana Maria Person O'Neil", "/secret-\\d+/"))
NAMED = replace(
    ORDER,
    labels=(f"Order on Motion of {NAME}",),
    text="ORDER on the motion of O'NEIL, ANA, A 123 456 789, born on January 2, 1990, secret-77.",
    documents=(Document(132, None, "095", f"Letter of {NAME}", "https://a.example/ana-o'neil"),),
    meaning=ORDER.meaning and replace(
        ORDER.meaning,
        filer=NAME,
        deadlines=(Deadline(f"report on {NAME}", SEEN.date() + timedelta(5), who=NAME),),
    ),
)  # fmt: skip
OF_THE_NAME = replace(DOCKET, caption=f"{NAME} v. Sample Agency", url="https://a.example/Ana-Oneil")


def guarded(*changes: Change, language: str = "en") -> Message:
    found = story(*changes, entries=(NAMED,), docket=OF_THE_NAME)
    watches = (replace(found.watches[0], slug="ana-oneil", note=f"for {NAME}"),)
    return render.message(replace(found, guard=GUARD, watches=watches, language=language))


def leaks(message: Message) -> list[str]:
    forms = " ".join((message.title, message.text, message.markdown, message.html)).lower()
    parts = ("neil", "<person", "&lt;person", "123 456", "1990", "secret-", "ana_", "ana\\_")
    return [part for part in parts if part in forms.replace("&#39;", "'")]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "told",
    [
        change(entry=NAMED),
        change(ChangeKind.ENTRY_EDITED, NAMED, field="text", old=NAMED.text, new=f"By {NAME}."),
        change(ChangeKind.ENTRY_EDITED, NAMED, field="labels", old=[NAME], new=[NAME, "Order"]),
        change(ChangeKind.RECAPTIONED, None, field="caption", old=NAME, new=f"{NAME} v. X"),
        change(ChangeKind.DEADLINE_MISSED, NAMED, field="report", new=f"report on {NAME}"),
        change(
            ChangeKind.DOCUMENT_FREE, NAMED, field="free_url", new="https://a.example/ana-oneil"
        ),
    ],
    ids=lambda each: f"{each.kind}-{each.field}",
)
def test_no_form_of_a_message_has_it(told: Change, language: str) -> None:
    message = guarded(told, language=language)
    assert leaks(message) == []
    assert WITHHELD in message.text


@pytest.mark.parametrize("before", range(30, 100, 3))
def test_no_cut_parts_a_name_from_its_end(before: int) -> None:
    """Red when: a text, a label or a caption is cut before it passes the guard."""
    lead = ("so many words " * 10)[:before]
    entry = replace(ORDER, labels=(), text=f"{lead} Zebulon Quartermain and more", meaning=None)
    docket = replace(DOCKET, caption=f"{lead} v. Zebulon Quartermain et al")
    told = story(change(entry=entry), entries=(entry,), docket=docket)
    message = render.message(replace(told, guard=Guard(("Zebulon Quartermain",))))
    forms = " ".join((message.title, message.text, message.markdown, message.html))
    assert not [part for part in ("Zebulon", "Quarter") if part in forms]


def test_no_citation_shortens_a_name_past_the_guard() -> None:
    """Red when: a caption is shortened before it passes the guard."""
    docket = replace(DOCKET, caption="Doe v. Zebulon Manufacturing Corporation")
    told = replace(story(docket=docket), guard=Guard(("Zebulon Manufacturing Corporation",)))
    assert "Doe v. [withheld], No." in render.message(told).text
    assert "Zebulon" not in render.message(told).text


def test_a_message_about_nobody_is_as_it_was() -> None:
    assert render.message(story()) == render.message(replace(story(), guard=GUARD))


def kept(story: Story, guard: Guard) -> int:
    return len(documents.enclosures(replace(story, guard=guard)))


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("ORDER. The motion is granted.", True),
        ("ORDER as to Ana\nO'Neil.", False),
        ("ORDER as to A 123 456 789.", False),
        (f"ORDER as to {WITHHELD}.", False),  # a court took the name off its docket
        (None, False),
    ],
)
def test_a_file_goes_along_only_where_all_of_it_may(text: str | None, goes: bool) -> None:
    found = with_copies(ORDER, replace(COPY, url=FREE, text=text))
    assert kept(found, GUARD) == goes


def test_a_scan_goes_along_where_nobody_is_to_be_withheld() -> None:
    assert kept(with_copies(ORDER, replace(COPY, url=FREE, text=None)), Guard()) == 1
