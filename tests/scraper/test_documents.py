"""Free copies are fetched from free places alone, kept whole, and never twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest

from db.config import Config, CourtListener, Home
from db.migrations import migrate
from db.models import (
    ChangeKind,
    Docket,
    DocketEntry,
    Document,
    Documents,
    EntryKind,
    Meaning,
    Snapshot,
    SourceState,
    Watch,
    WatchedCase,
)
from db.store import Store
from scraper import addresses, documents, settings
from scraper.crawl import run
from scraper.documents import Fetched, Paper
from tests import papers
from tests.db.conftest import NOON, NUMBER, SOURCE, docket, linked, need_source
from tests.loopback import Answer, Loopback, unused_port

PATH = "/recap/gov.uscourts.mad.282404/gov.uscourts.mad.282404.132.0.pdf"
PDF = Answer(papers.ORDER, headers={"Content-Type": "application/pdf"})


@dataclass
class Archive:
    """Somebody who watches a case, with RECAP's storage on loopback."""

    config: Config
    store: Store
    now: datetime = NOON + timedelta(hours=1)
    seen: dict[int, DocketEntry] = field(default_factory=dict)
    kinds: dict[int, EntryKind | None] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.config.home.documents_path

    def watches(self, wish: Documents = Documents.FREE, *kinds: EntryKind) -> None:
        case = WatchedCase("mad", NUMBER)
        self.store.watches.add(Watch("dvd", (case,), kinds=kinds, documents=wish), NOON)
        self.tells()

    def tells(self, *urls: str, kind: EntryKind | None = None) -> None:
        """The court's list, with one more entry for each address of a free copy."""
        self.now += timedelta(minutes=5)
        for url in urls:
            number = 132 + len(self.seen)
            told = linked(500 + number, number)
            self.kinds[number] = kind
            self.seen[number] = replace(told, documents=(replace(told.documents[0], free_url=url),))
        snapshot = Snapshot(
            SourceState.OK,
            dockets=(docket(*self.seen.values()),),
            source_id=SOURCE,
            fetched_at=self.now,
        )
        self.store.reader = self._meaning
        self.store.record(snapshot)

    def _meaning(self, told: DocketEntry, court_id: str) -> Meaning | None:
        kind = self.kinds.get(told.number or 0)
        return None if kind is None else Meaning(kind)

    def gets_new(self) -> list[Fetched]:
        self.now += timedelta(minutes=5)
        fetched = run(documents.get_new(self.store, self.config, lambda: self.now))
        assert fetched is not None
        return fetched

    def gets(self, *urls: str) -> list[Fetched]:
        held = self.held()
        entry = held.entries[0] if held.entries else DocketEntry(id="1")
        wanted = [Paper(held, entry, Document(132), url) for url in urls]
        fetched = run(documents.get(wanted, self.store, self.config, lambda: self.now))
        assert fetched is not None
        return fetched

    def held(self) -> Docket:
        return next(self.store.dockets.of_court("mad"), Docket("mad", NUMBER))


@pytest.fixture
def archive(tmp_path: Path, court: Loopback) -> Iterator[Archive]:
    home = Home(tmp_path / "config.toml", tmp_path / "docket.db", tmp_path / "lock")
    migrate(home.store_path)
    with Store.open(home.store_path) as store:
        need_source(store, SOURCE)
        service = CourtListener(base_url=court.url(""), delay=0.0)
        yield Archive(Config(home, courtlistener=service), store)


def codes(fetched: Iterable[Fetched]) -> list[str]:
    return [each.failure.code for each in fetched if each.failure is not None]


def test_a_copy_is_fetched_kept_and_read(court: Loopback, archive: Archive) -> None:
    court.says(PATH, PDF)
    (told,) = archive.gets(court.url(PATH))
    assert told.copy is not None
    assert told.copy.path(archive.folder).read_bytes() == papers.ORDER
    assert (told.copy.size, told.copy.pages) == (len(papers.ORDER), 2)
    assert "O.C.G." in (told.copy.text or "")
    assert archive.store.copies.of_urls([court.url(PATH)]) == {court.url(PATH): told.copy}
    (asked,) = court.asked(PATH)
    assert "application/pdf" in asked.headers["Accept"]
    assert "docketwatch" in asked.headers["User-Agent"]


def test_robots_txt_is_obeyed(court: Loopback, archive: Archive) -> None:
    court.says("/robots.txt", Answer(b"User-agent: *\nDisallow: /recap/"))
    court.says(PATH, PDF)
    assert codes(archive.gets(court.url(PATH))) == ["robots_disallowed"]
    assert court.asked(PATH) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://ecf.mad.uscourts.gov/doc1/095011114566",
        "https://ecf.ca1.uscourts.gov/docs1/001",
        "https://pacer.login.uscourts.gov/x.pdf",
        "http://169.254.169.254/latest/meta-data.pdf",
        "http://localhost:80/x.pdf",
        "file:///etc/passwd",
        "ftp://storage.courtlistener.com/x.pdf",
        "https://storage.courtlistener.com\\@evil.example/x.pdf",
    ],
)
def test_what_is_no_free_place_is_never_asked(
    archive: Archive, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def noted(host: str, port: int) -> Iterable[str]:
        asked.append(host)
        return ()

    monkeypatch.setattr(addresses.guard(), "lookup", noted)
    (code,) = codes(archive.gets(url))
    assert code in ("not_free", "forbidden_address")
    assert asked == []
    assert not archive.folder.exists()


@pytest.mark.parametrize("host", ["ecf.mad.uscourts.gov", "pacer.uscourts.gov", "evil.example"])
def test_no_redirect_leads_to_pacer_or_anywhere_else(
    court: Loopback, archive: Archive, host: str
) -> None:
    court.says(PATH, Answer(status=302, headers={"Location": f"https://{host}/doc1/0950111"}))
    (told,) = archive.gets(court.url(PATH))
    assert codes([told]) == ["not_free"]
    assert told.failure is not None
    assert host in told.failure.message


def test_no_redirect_leads_to_another_port_of_this_machine(
    court: Loopback, other: Loopback, archive: Archive
) -> None:
    court.says(PATH, Answer(status=302, headers={"Location": other.url(PATH)}))
    other.says(PATH, PDF)
    assert codes(archive.gets(court.url(PATH))) == ["not_free"]
    assert other.requests == []


def test_a_free_place_whose_name_leads_inside_is_not_dialled(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def inside(host: str, port: int) -> Iterable[str]:
        return ("127.0.0.1",)

    monkeypatch.setattr(addresses.guard(), "lookup", inside)
    url = "https://storage.courtlistener.com/recap/x.pdf"
    (told,) = archive.gets(url)
    assert told.failure is not None
    assert told.failure.code == "forbidden_address"


def test_a_redirect_within_a_free_place_is_followed(court: Loopback, archive: Archive) -> None:
    court.says(PATH, Answer(status=302, headers={"Location": "/moved.pdf"}))
    court.says("/moved.pdf", PDF)
    (told,) = archive.gets(court.url(PATH))
    assert told.copy is not None
    assert told.copy.url == court.url(PATH)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(status=404), "gone"),
        (Answer(status=410), "gone"),
        (Answer(status=403), "http_error"),
        (Answer(b"<html>Please log in</html>"), "no_pdf"),
        (Answer(b"<html>" + b" " * 2000 + papers.ORDER), "no_pdf"),
        (Answer(papers.ORDER[:900], length=len(papers.ORDER)), "connection_lost"),
        (Answer(b"%PDF-1.7", length=settings.LARGEST_DOCUMENT + 1), "too_large"),
    ],
)
def test_what_is_no_document_is_not_kept(
    court: Loopback, archive: Archive, answer: Answer, code: str
) -> None:
    court.says(PATH, answer)
    assert codes(archive.gets(court.url(PATH))) == [code]
    assert not archive.folder.exists()
    assert archive.store.copies.of_urls([court.url(PATH)]) == {}


def test_a_document_may_be_larger_than_any_feed(court: Loopback, archive: Archive) -> None:
    large = papers.ORDER + b"%" * (settings.DOWNLOAD_MAXSIZE + 2_000_000)
    court.says(PATH, Answer(large))
    (told,) = archive.gets(court.url(PATH))
    assert told.copy is not None
    assert told.copy.size == len(large)


@pytest.mark.parametrize("hostile", [papers.bomb, papers.locked])
def test_a_hostile_document_is_kept_but_not_read(
    court: Loopback, archive: Archive, hostile: Callable[[], bytes]
) -> None:
    court.says(PATH, Answer(hostile()))
    (told,) = archive.gets(court.url(PATH))
    assert told.copy is not None
    assert (told.copy.pages, told.copy.text) == (None, None)


def test_a_copy_that_changed_is_news_and_the_earlier_one_is_kept(
    court: Loopback, archive: Archive
) -> None:
    archive.watches()
    archive.tells(court.url(PATH))
    court.says(PATH, PDF, Answer(papers.paper([["Another order"]])))
    (first,) = archive.gets(court.url(PATH))
    (again,) = archive.gets(court.url(PATH))
    assert first.copy is not None
    assert again.copy is not None
    assert again.change is not None
    assert (again.change.kind, again.change.field) == (ChangeKind.DOCUMENT_FREE, "sha256")
    assert (again.change.old, again.change.new) == (first.copy.sha256, again.copy.sha256)
    assert len(list(archive.folder.iterdir())) == 2


def test_the_documents_of_new_filings_are_fetched_once(court: Loopback, archive: Archive) -> None:
    court.says(PATH, PDF)
    archive.watches()
    archive.tells(court.url(PATH))
    (told,) = archive.gets_new()
    assert told.paper.entry.number == 132
    assert archive.gets_new() == []
    assert len(court.asked(PATH)) == 1


def test_a_watch_that_wants_no_documents_has_none_fetched(
    court: Loopback, archive: Archive
) -> None:
    archive.watches(Documents.NONE)
    archive.tells(court.url(PATH))
    assert archive.gets_new() == []
    assert court.requests == []


def test_what_stood_there_before_the_watch_is_not_fetched(
    court: Loopback, archive: Archive
) -> None:
    archive.seen[1] = replace(
        linked(501, 1, entered_at=NOON - timedelta(days=9)),
        documents=(Document(1, free_url=court.url(PATH)),),
    )
    archive.watches()
    assert archive.gets_new() == []


def test_a_copy_that_appears_later_is_fetched_then(court: Loopback, archive: Archive) -> None:
    court.says(PATH, PDF)
    archive.watches()
    archive.tells("https://example.org/not-free.pdf")
    assert archive.gets_new() == []
    entry = archive.seen[132]
    archive.seen[132] = replace(
        entry, documents=(replace(entry.documents[0], free_url=court.url(PATH)),)
    )
    archive.tells()
    assert [each.copy is not None for each in archive.gets_new()] == [True]


def test_only_the_chosen_kinds_are_fetched_and_those_nobody_can_tell(
    court: Loopback, archive: Archive
) -> None:
    places = [court.url(f"/{name}.pdf") for name in ("order", "motion", "unknown")]
    for name in ("order", "motion", "unknown"):
        court.says(f"/{name}.pdf", PDF)
    archive.watches(Documents.FREE, EntryKind.ORDER)
    archive.tells(places[0], kind=EntryKind.ORDER)
    archive.tells(places[1], kind=EntryKind.MOTION)
    archive.tells(places[2])
    assert {each.paper.url for each in archive.gets_new()} == {places[0], places[2]}


def test_a_round_fetches_only_so_many(court: Loopback, archive: Archive) -> None:
    archive.watches()
    urls = [court.url(f"/{place}.pdf") for place in range(documents.MOST + 2)]
    for place in range(len(urls)):
        court.says(f"/{place}.pdf", PDF)
    archive.tells(*urls)
    assert len(archive.gets_new()) == documents.MOST
    assert len(archive.gets_new()) == 2


def test_a_copy_that_cannot_be_had_is_asked_for_again_much_later(
    court: Loopback, archive: Archive
) -> None:
    court.says(PATH, Answer(status=404), PDF)
    archive.watches()
    archive.tells(court.url(PATH))
    assert codes(archive.gets_new()) == ["gone"]
    assert archive.gets_new() == []
    archive.now += documents.REST
    assert [each.copy is not None for each in archive.gets_new()] == [True]


def test_a_place_that_says_when_to_come_back_is_left_alone_until_then(
    court: Loopback, archive: Archive
) -> None:
    court.says(PATH, Answer(status=429, headers={"Retry-After": "1800"}), PDF)
    archive.watches()
    archive.tells(court.url(PATH))
    assert codes(archive.gets_new()) == ["http_error"]
    assert archive.gets_new() == []
    archive.now += timedelta(minutes=30)
    assert len(archive.gets_new()) == 1


def test_alerts_do_not_wait_long_for_documents(
    court: Loopback, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "PATIENCE", 0.5)
    court.says(PATH, Answer(papers.ORDER, delay=60))
    archive.watches()
    archive.tells(court.url(PATH))
    began = monotonic()
    assert archive.gets_new() == []
    assert monotonic() - began < 10
    assert archive.gets_new() == []
    assert len(court.asked(PATH)) == 1


def test_one_document_that_fails_costs_the_others_nothing(
    court: Loopback, archive: Archive
) -> None:
    archive.watches()
    court.says(PATH, PDF)
    nobody = f"http://127.0.0.1:{unused_port()}/x.pdf"
    archive.tells(court.url("/gone.pdf"), nobody, court.url(PATH))
    fetched = archive.gets_new()
    assert {each.paper.url: each.copy is not None for each in fetched} == {
        court.url("/gone.pdf"): False,
        court.url(PATH): True,
    }


def test_of_what_a_court_sealed_nothing_is_fetched(court: Loopback, archive: Archive) -> None:
    sealed = replace(
        linked(501, 1, "Sealed Document"), documents=(Document(1, free_url=court.url(PATH)),)
    )
    assert list(documents.papers(docket(), sealed, archive.config)) == []
