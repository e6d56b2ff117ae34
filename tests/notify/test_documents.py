"""What a message says of documents, and which go along with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from db.copies import Copy
from db.models import ChangeKind, DocketEntry, Document, EntryKind, Meaning
from notify import documents, render
from notify.channel import Enclosure, Letter
from notify.send import send
from notify.story import Story
from tests.notify.receivers import Chat, Post, plain
from tests.notify.test_render import FREE, KEY, ORDER, SEEN, change, story

FOLDER = Path("/home/reader/documents")
TEXT = "MEMORANDUM AND ORDER\fIT IS HEREBY ORDERED that the report be filed within five days."
COPY = Copy(FREE, "a" * 64, 90_000, SEEN, 14, TEXT)
SECOND = "https://storage.courtlistener.com/recap/gov.uscourts.mad.282404.132.2.pdf"
WAIT = 0.3  # seconds


def told(entry: DocketEntry = ORDER, *copies: Copy, **about: object) -> Story:
    found = story(change(entry=entry, **about), entries=(entry,))  # type: ignore[arg-type]
    kept = {each.url: each for each in copies or (COPY,)}
    return replace(found, copies=kept, documents_path=FOLDER)


def test_an_order_is_quoted_with_its_page_in_every_form() -> None:
    message = render.message(told())
    quoted = "In its own words (page 2): “IT IS HEREBY ORDERED that the report be filed"
    assert quoted in message.text
    assert quoted in message.html
    assert quoted in message.markdown
    assert "(14 pages)" in message.text


def test_words_of_a_document_cannot_act() -> None:
    hostile = "IT IS ORDERED that <i>@everyone</i> see [this](https://evil.example) \x1b[31m."
    message = render.message(told(ORDER, replace(COPY, text=hostile)))
    assert "<i>" not in message.html
    assert "\x1b" not in message.text
    assert "[this](" not in message.markdown
    assert "@everyone" not in message.markdown


def test_a_partys_filing_is_not_quoted_as_an_order() -> None:
    motion = replace(ORDER, meaning=Meaning(EntryKind.MOTION), labels=("Motion for Order",))
    assert "IT IS HEREBY" not in render.message(told(motion)).text


def test_a_document_without_text_is_linked_alone() -> None:
    message = render.message(told(ORDER, replace(COPY, text=None, pages=None)))
    assert "In its own words" not in message.text
    assert FREE in message.text


@pytest.mark.parametrize(
    ("kind", "field", "old", "new", "sentence"),
    [
        (ChangeKind.DOCUMENT_FREE, "free_url", None, FREE, "A free copy of entry 132 is available"),
        (
            ChangeKind.DOCUMENT_FREE,
            "free_url",
            SECOND,
            FREE,
            "A free copy of entry 132 was uploaded anew",
        ),
        (
            ChangeKind.DOCUMENT_FREE,
            "sha256",
            "b" * 64,
            "a" * 64,
            "The free copy of entry 132 is another document than it was",
        ),
        (
            ChangeKind.DOCUMENT_UNLINKED,
            "free_copy",
            FREE,
            None,
            "The free copy of entry 132 was withdrawn",
        ),
    ],
)
def test_what_became_of_a_free_copy_is_said(
    kind: ChangeKind, field: str, old: object, new: object, sentence: str
) -> None:
    message = render.message(told(kind=kind, field=field, old=old, new=new))
    assert sentence in message.text
    assert sentence.lower() in message.title.lower()


def test_a_withdrawn_copy_is_neither_quoted_nor_enclosed() -> None:
    gone = replace(ORDER, documents=(Document(132),))
    message = render.message(
        told(gone, kind=ChangeKind.DOCUMENT_UNLINKED, field="free_copy", old=FREE)
    )
    assert "In its own words" not in message.text
    assert FREE not in message.text
    assert message.enclosures == ()


def test_kept_documents_are_enclosed_under_plain_names() -> None:
    both = replace(ORDER, documents=(*ORDER.documents, Document(132, 2, free_url=SECOND)))
    message = render.message(told(both, COPY, replace(COPY, url=SECOND, sha256="b" * 64)))
    assert message.enclosures == (
        Enclosure(FOLDER / f"{'a' * 64}.pdf", "mad-1-25-cv-10676-132.pdf"),
        Enclosure(FOLDER / f"{'b' * 64}.pdf", "mad-1-25-cv-10676-132-2.pdf"),
    )


@pytest.mark.parametrize("number", ["../../etc/passwd", "1:25-cv-1\r\nX: y", "CON", "-rf \x00"])
def test_no_number_makes_a_name_that_leads_elsewhere(number: str) -> None:
    hostile = told(docket=replace(KEY, number=number))
    (enclosed,) = documents.enclosures(hostile)
    assert enclosed.name.replace("-", "").removesuffix(".pdf").isalnum()
    assert enclosed.path.parent == FOLDER


def test_what_is_too_large_for_a_mail_is_linked_alone() -> None:
    message = render.message(told(ORDER, replace(COPY, size=documents.LARGEST + 1)))
    assert message.enclosures == ()
    assert FREE in message.text


def test_all_enclosures_together_fit_a_mail() -> None:
    both = replace(ORDER, documents=(*ORDER.documents, Document(132, 2, free_url=SECOND)))
    large = replace(COPY, size=documents.LARGEST - 1)
    other = replace(COPY, url=SECOND, sha256="b" * 64, size=2)
    assert len(documents.enclosures(told(both, large, other))) == 1


def letter(path: Path) -> Letter:
    return Letter(
        "3f9a",
        "Order (132)",
        "text\n",
        "text\n",
        "<p>text</p>",
        None,
        (Enclosure(path, "mad-132.pdf"),),
    )


def test_a_mail_has_its_document_beside_its_text(post: Post, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.7 \x00\xff")
    assert send(post.url(), letter(path), WAIT) is None
    (mail,) = post.mails
    assert mail.get_content_type() == "multipart/mixed"
    assert plain(mail) == "text\n"
    (enclosed,) = mail.iter_attachments()
    assert (enclosed.get_filename(), enclosed.get_content()) == (
        "mad-132.pdf",
        b"%PDF-1.7 \x00\xff",
    )


def test_a_document_that_was_removed_costs_nobody_the_alert(post: Post, tmp_path: Path) -> None:
    assert send(post.url(), letter(tmp_path / "gone.pdf"), WAIT) is None
    (mail,) = post.mails
    assert plain(mail) == "text\n"
    assert list(mail.iter_attachments()) == []


def test_other_channels_get_the_text_alone(chat: Chat, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.7")
    assert send(chat.url(), letter(path), WAIT) is None
    (message,) = chat.messages
    assert message["message"].strip() == "text"
    assert not message.get("attachments")
