"""The nouns of the press: what news sources list, and which matters their articles concern.

As in `db.models`, None means "not said", and every noun is frozen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from db.models import Disposition, DocketKey, EntryKind, EntryRef

FROM_FILE = "opml"  # in place of a preset: a file named its address, not the user himself


class NewsForm(StrEnum):
    """How a news source is read."""

    FEED = "feed"  # RSS, Atom or JSON Feed
    LISTING = "listing"  # a page of headlines
    SEARCH = "search"  # a feed asked once for each watch, by its words


class Reading(StrEnum):
    """How much of an article could be read."""

    WAITING = "waiting"  # it was not asked for yet
    READ = "read"
    SUMMARY = "summary"  # its page has no text, or is not to be had: title and summary alone
    PAYWALLED = "paywalled"  # the beginning at most
    CONSENT = "consent"  # a page that asks to accept something stands before it
    VIDEO = "video"  # a film, with hardly a word
    FORBIDDEN = "forbidden"  # its site does not want to be read by programs


class Role(StrEnum):
    """What a matter is to an article."""

    ABOUT = "about"
    MENTION = "mention"  # named in a story about something else


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why an article concerns a matter: one reason, with the article's own words for it."""

    about: str  # snake_case: "docket_number", "caption", "pseudonym", "judge_and_court", ...
    words: str  # a short span, quoted
    weight: float  # what it adds to the score; negative where it speaks against


@dataclass(frozen=True, slots=True)
class Report:
    """What an article says was filed or ordered, and when: one act. Days are the court's own."""

    kinds: tuple[EntryKind, ...]  # what the entry may be, the likeliest first
    disposition: Disposition | None = None
    first_on: date | None = None  # on this day at the earliest, as the article tells it
    last_on: date | None = None
    is_dated: bool = False  # the article tells the day; else it is near that of the article
    court_id: str | None = None  # where it names the court
    number: int | None = None  # of the entry, where the article cites it
    told_at: datetime | None = None  # when the article was published
    topics: tuple[str, ...] = ()  # what it is about, as `scraper.linking.topics` names it
    words: str = ""  # by which it says so, quoted


@dataclass(frozen=True, slots=True)
class Reported:
    """An entry that an article may be reporting."""

    docket: DocketKey
    entry: EntryRef
    confidence: float  # 0..1; those of one report add up to 1 at most


SURE = 0.55  # below this confidence an entry may be the one, and nobody should say that it is


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """Which matter an article concerns, and why."""

    docket: DocketKey  # of the matter's dockets the one that it is about most
    role: Role
    score: float  # 0..1
    evidence: tuple[Evidence, ...] = ()
    report: Report | None = None  # what it reports; None: nothing that is filed or ordered
    entries: tuple[Reported, ...] = ()  # the likeliest first; none: not on the docket, as we see it
    watch: str | None = None  # the slug of the watch that was asked; not kept

    @property
    def entry(self) -> EntryRef | None:
        """The entry that it surely reports, and no other."""
        told = self.entries[0] if len(self.entries) == 1 else None
        return told.entry if told is not None and told.confidence >= SURE else None


@dataclass(frozen=True, slots=True)
class Article:
    """A news piece that may concern a matter. Its text is never kept."""

    url: str  # its canonical address, or the one that it was listed under
    title: str
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    modified_at: datetime | None = None
    language: str | None = None  # "en"
    summary: str | None = None  # as its feed tells it; forgotten once the article was read
    reading: Reading = Reading.WAITING
    addresses: tuple[str, ...] = ()  # every one under which it was seen
    fingerprint: str | None = None  # of its text, by which near-duplicates are known
    cluster: int | None = None  # the id of the lead of its cluster: of copies of one story
    links: tuple[ArticleLink, ...] = ()
    first_seen: datetime | None = None
    attempts: int = 0  # how often it was asked for in vain
    source_id: str | None = None  # which first listed it
    id: int | None = None

    @property
    def is_lead(self) -> bool:
        return self.cluster == self.id


@dataclass(frozen=True, slots=True)
class NewsFeed:
    """A news source that the user added."""

    slug: str
    url: str  # of a search: with `{query}` where the words go
    title: str | None = None
    form: NewsForm = NewsForm.FEED
    preset: str | None = None  # its name, where it came from our table; or FROM_FILE
    despite_robots: bool = False  # the user asks it though its robots.txt forbids that
    every: timedelta | None = None
    added_at: datetime | None = None
