"""`docket get`, `--documents free`, and the alert that has the document with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from db import config as configuration
from db.models import Docket, DocketEntry, Document, Snapshot, SourceKind, SourceState
from db.needs import source_id
from scraper import documents
from tests import papers
from tests.commands.conftest import House
from tests.commands.courthouse import CASE, COMPLAINT, SLUG, Courthouse, Filing
from tests.loopback import Answer, Loopback
from tests.notify.receivers import Post, plain

PATH = "/recap/gov.uscourts.mad.282404/gov.uscourts.mad.282404.132.0.pdf"
ORDER = Filing("Memorandum & Order", 410, minutes=-1, number=132)
FIRST_ITEM = "(1) Defendants shall take all steps to facilitate the return of O.C.G.; and"


@dataclass
class Archive:
    """RECAP's storage, on loopback, beside a court whose feed tells of document 132."""

    court: Courthouse
    storage: Loopback

    @property
    def house(self) -> House:
        return self.court.house

    def stores(self, *bodies: bytes, path: str = PATH) -> str:
        self.storage.says(path, *(Answer(body) for body in bodies))
        return self.storage.url(path)

    def tells(self, *urls: str, number: str = "1:25-cv-10676") -> None:
        """CourtListener's word that free copies of document 132 and its attachments are there."""
        papers = [Document(132, place or None, free_url=url) for place, url in enumerate(urls)]
        entry = DocketEntry(
            seq=ORDER.seq,
            number=132,
            labels=(ORDER.label,),
            filed_on=datetime.now(ZoneInfo("America/New_York")).date(),
            documents=tuple(papers),
        )
        kind = SourceKind.COURTLISTENER_WEBHOOK
        id = source_id(kind, "mad", number)
        with self.house.store() as store:
            store._connection.execute(
                "insert into source (id, kind, court_id, url, number) values (?, ?, 'mad', '', ?)"
                " on conflict (id) do nothing",
                (id, kind, number),
            )
            now = datetime.now(UTC)
            told = Docket("mad", number, entries=(entry,))
            store.record(
                Snapshot(
                    SourceState.OK, dockets=(told,), complete=False, source_id=id, fetched_at=now
                )
            )

    def kept(self) -> list[str]:
        folder = self.house.folder / "documents"
        return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.fixture
def archive(court: Courthouse) -> Iterator[Archive]:
    with Loopback() as storage:
        found = Archive(court, storage)
        configure(found)
        court.lists(COMPLAINT)
        yield found


def configure(archive: Archive, *lines: str) -> None:
    service = f'[courtlistener]\nbase_url = "{archive.storage.url("")}"\ndelay = 0'
    archive.court.configure(*lines, service)


@pytest.fixture
def known(archive: Archive) -> Archive:
    """Document 132 is known, with a free copy of ORDER."""
    archive.house.docket("watch", CASE, "--no-look")
    archive.tells(archive.stores(papers.ORDER))
    return archive


def test_a_document_is_kept_and_what_it_orders_is_quoted(known: Archive) -> None:
    told = known.house.docket("get", *CASE.split(), "132").stdout
    name = f"{hashlib.sha256(papers.ORDER).hexdigest()}.pdf"
    assert known.kept() == [name]
    assert str(known.house.folder / "documents" / name) in told
    assert "2 pages" in told
    assert "page 2:" in told
    assert FIRST_ITEM in told
    assert "previously ORDERED" not in told


def test_a_document_that_is_kept_is_not_fetched_again(known: Archive) -> None:
    for words in ([SLUG, "132"], [CASE, "132"], [CASE, "132.0"]):
        known.house.docket("get", *words)
    assert len(known.storage.asked(PATH)) == 1


def test_a_document_whose_file_was_removed_is_fetched_again(known: Archive) -> None:
    known.house.docket("get", CASE, "132")
    for name in known.kept():
        (known.house.folder / "documents" / name).unlink()
    known.house.docket("get", CASE, "132")
    assert len(known.kept()) == 1


def test_programs_get_json(known: Archive) -> None:
    (told,) = known.house.lines("get", CASE, "132")
    assert (told["docket"], told["number"], told["attachment"]) == ("mad 1:25-cv-10676", 132, None)
    assert (told["pages"], told["size"], told["text"]) == (2, len(papers.ORDER), None)
    assert told["sha256"] == hashlib.sha256(papers.ORDER).hexdigest()
    assert told["entry"]["labels"] == [ORDER.label]
    assert [each["page"] for each in told["ordered"]] == [2]
    (with_text,) = known.house.lines("get", CASE, "132", "--text")
    assert "O.C.G." in with_text["text"]


def test_its_path_its_text_or_its_order_alone(known: Archive) -> None:
    path = known.house.docket("get", CASE, "132", "--open-path").stdout
    assert path == f"{known.house.folder}/documents/{known.kept()[0]}\n"
    assert "UNITED STATES DISTRICT COURT" in known.house.docket("get", CASE, "132", "--text").stdout
    ordered = known.house.docket("get", CASE, "132", "--ordered").stdout
    assert ordered.startswith("- page 2:\n    For the foregoing reasons, the motion is GRANTED")
    assert FIRST_ITEM in ordered


def test_an_entry_may_be_named_by_its_id(known: Archive) -> None:
    (entry,) = [e for d in json_dockets(known) for e in d["entries"] if e["number"] == 132]
    assert known.house.lines("get", entry["id"])[0]["number"] == 132


def json_dockets(archive: Archive) -> list[dict[str, list[dict[str, str | int]]]]:
    told = json.loads(archive.house.docket("show", CASE, "--json").stdout)
    found: list[dict[str, list[dict[str, str | int]]]] = told["dockets"]
    return found


def test_an_attachment_is_named_after_a_point(known: Archive) -> None:
    main, second = known.storage.url(PATH), known.stores(papers.paper([["Exhibit"]]), path="/2.pdf")
    known.tells(main, second)
    (told,) = known.house.lines("get", CASE, "132.1", "--text")
    assert (told["attachment"], told["text"], told["ordered"]) == (1, "Exhibit", [])
    said = known.house.docket("get", CASE, "132.7", exits=1).stderr
    assert "no free copy of document 132-7 is known" in said
    assert "attachments 0, 1" in said


def test_a_document_that_changed_says_so(archive: Archive) -> None:
    archive.house.docket("watch", CASE, "--no-look")
    archive.tells(archive.stores(papers.ORDER, papers.paper([["Corrected"]])))
    archive.house.docket("get", CASE, "132")
    (told,) = archive.house.lines("get", CASE, "132", "--again", "--text")
    assert told["text"] == "Corrected"
    assert told["earlier_sha256"] == hashlib.sha256(papers.ORDER).hexdigest()
    assert len(archive.kept()) == 2
    (change,) = [e for e in archive.house.lines("log") if e["field"] == "sha256"]
    assert (change["kind"], change["new"], change["quiet"]) == (
        "document_free",
        told["sha256"],
        False,
    )


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (papers.paper([[], []]), "its pages are pictures"),
        (papers.locked(), "Its text cannot be read"),
    ],
)
def test_a_document_without_text_says_why(archive: Archive, body: bytes, words: str) -> None:
    archive.house.docket("watch", CASE, "--no-look")
    archive.tells(archive.stores(body))
    assert words in archive.house.docket("get", CASE, "132").stdout
    assert words in archive.house.docket("get", CASE, "132", "--text", exits=1).stderr
    assert words in archive.house.docket("get", CASE, "132", "--ordered", exits=1).stderr
    assert len(archive.kept()) == 1


def test_a_document_that_orders_nothing_says_so(archive: Archive) -> None:
    archive.house.docket("watch", CASE, "--no-look")
    archive.tells(archive.stores(papers.paper([["A letter"]])))
    told = archive.house.docket("get", CASE, "132", "--ordered", exits=1).stderr
    assert "orders anything" in told


def test_where_no_free_copy_is_known_it_says_how_one_may_appear(court: Courthouse) -> None:
    court.lists(COMPLAINT, replace(ORDER, minutes=3))
    court.house.docket("watch", CASE)
    told = court.house.docket("get", CASE, "132", exits=1).stderr
    assert "no free copy of document 132 is known" in told
    assert "RECAP" in told
    assert "https://ecf.mad.uscourts.gov/doc1/" in told
    assert [each.path for each in court.server.requests if "doc1" in each.path] == []


def test_a_sealed_entry_has_no_copy_any_more(known: Archive) -> None:
    known.house.docket("get", CASE, "132")
    known.court.lists(COMPLAINT, replace(ORDER, label="Seal", number=None))
    known.house.docket("poll", "--force")
    asked = len(known.storage.requests)
    told = known.house.docket("get", CASE, "132", exits=1).stderr
    assert "the court sealed this entry" in told
    assert len(known.storage.requests) == asked


def test_a_number_that_is_not_known_says_where_to_look(known: Archive) -> None:
    told = known.house.docket("get", CASE, "999", exits=1).stderr
    assert "no entry 999 is known" in told
    assert "docket show" in told


def test_a_case_without_a_document_is_a_misuse(known: Archive) -> None:
    assert "by its number" in known.house.docket("get", CASE, exits=2).stderr


def test_a_copy_that_is_gone_is_an_error(archive: Archive) -> None:
    archive.house.docket("watch", CASE, "--no-look")
    archive.tells(archive.storage.url("/gone.132.0_1.pdf"))
    told = archive.house.docket("get", CASE, "132", exits=1).stderr
    assert "it is not there (404)" in told
    assert archive.kept() == []


def test_a_copy_that_is_gone_is_told_once(archive: Archive) -> None:
    archive.house.docket("watch", CASE, "--no-look")
    archive.tells(archive.storage.url("/gone.132.0_1.pdf"))
    assert archive.house.on_a_terminal("get", CASE, "132", exits=1).count("404") == 1


def test_where_the_newest_upload_is_gone_an_older_one_is_taken(archive: Archive) -> None:
    case = "mad 1:25-cr-10676"
    archive.house.docket("watch", case, "--no-look")
    older = archive.stores(papers.ORDER, path="/x.132.0.pdf")
    archive.tells(archive.storage.url("/x.132.0_1.pdf"), number="1:25-cr-10676-1")
    archive.tells(older, number="1:25-cr-10676-2")
    (told,) = archive.house.lines("get", case, "132")
    assert told["url"] == older
    assert [each.path for each in archive.storage.requests if "pdf" in each.path] == [
        "/x.132.0_1.pdf",
        "/x.132.0.pdf",
    ]


def test_the_alert_quotes_the_order_and_a_mail_has_it_enclosed(archive: Archive) -> None:
    with Post() as post:
        configure(archive, f'[channels]\nmail = "{post.url()}"')
        archive.house.docket("watch", CASE, "--documents", "free", "--channel", "mail")
        archive.court.lists(COMPLAINT, ORDER)
        archive.tells(archive.stores(papers.ORDER))
        archive.house.docket("poll", "--force")
        (mail,) = post.mails
        assert archive.storage.url(PATH) in plain(mail)
        assert "2 pages" in plain(mail)
        assert "In its own words (page 2): “For the foregoing reasons" in plain(mail)
        (enclosed,) = mail.iter_attachments()
        assert enclosed.get_content() == papers.ORDER
        assert enclosed.get_filename() == "mad-1-25-cv-10676-132.pdf"
        assert enclosed.get_content_type() == "application/pdf"


def test_a_watch_that_wants_none_gets_the_link_alone(archive: Archive) -> None:
    with Post() as post:
        configure(archive, f'[channels]\nmail = "{post.url()}"')
        archive.house.docket("watch", CASE, "--channel", "mail")
        archive.court.lists(COMPLAINT, ORDER)
        archive.tells(archive.stores(papers.ORDER))
        archive.house.docket("poll", "--force")
        (mail,) = post.mails
        assert archive.storage.url(PATH) in plain(mail)
        assert list(mail.iter_attachments()) == []
        assert archive.storage.requests == []


def test_a_storage_that_hangs_does_not_hold_up_the_alert(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "PATIENCE", 0.3)
    archive.storage.says(PATH, Answer(papers.ORDER, delay=60))
    archive.house.docket("watch", CASE, "--documents", "free")
    archive.court.lists(COMPLAINT, ORDER)
    archive.tells(archive.storage.url(PATH))
    told = archive.house.docket("poll", "--force").stdout
    assert "Memorandum & Order (132)" in told
    assert archive.storage.url(PATH) in told
    assert archive.kept() == []


def test_what_is_forgotten_takes_its_documents_along(known: Archive) -> None:
    known.house.docket("get", CASE, "132")
    known.house.docket("unwatch", SLUG)
    known.house.docket("forget", CASE, "--yes")
    assert known.kept() == []
    with known.house.store() as store:
        assert store.copies.of_urls([known.storage.url(PATH)]) == {}


def test_the_documents_are_beside_the_store(house: House) -> None:
    place = configuration.home(str(house.folder), {})
    assert place.documents_path == house.folder / "documents"


def test_what_a_watch_wants_stays_until_it_is_changed(house: House) -> None:
    house.docket("watch", CASE, "--no-look", "--documents", "free")
    house.docket("watch", CASE, "--no-look", "--note", "why")
    assert [each["documents"] for each in house.lines("list")] == ["free"]
    house.docket("watch", CASE, "--no-look", "--documents", "none")
    assert [each["documents"] for each in house.lines("list")] == ["none"]
