"""The nouns: what a court's docket is made of, and what we say about it.

Every noun is frozen; change one with `dataclasses.replace`. `None` means "not
said": a source that is silent about a field never overwrites what another
source said. Times are aware `datetime`s in UTC, court-local days are `date`s.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.press import Article


class EntryKind(StrEnum):
    """What an entry is, in the words of people who follow dockets."""

    COMPLAINT = "complaint"
    ANSWER = "answer"
    MOTION = "motion"
    BRIEF = "brief"
    OPPOSITION = "opposition"
    REPLY = "reply"
    DECLARATION = "declaration"
    EXHIBIT = "exhibit"
    ORDER = "order"
    OPINION = "opinion"
    JUDGMENT = "judgment"
    NOTICE = "notice"
    NOTICE_OF_APPEAL = "notice_of_appeal"
    STATUS_REPORT = "status_report"
    MINUTES = "minutes"
    HEARING = "hearing"
    TRANSCRIPT = "transcript"
    LETTER = "letter"
    APPEARANCE = "appearance"
    SUMMONS = "summons"
    ADMINISTRATIVE = "administrative"
    OTHER = "other"


class Disposition(StrEnum):
    """What a ruling came to, in the words of the ruling."""

    GRANTED = "granted"
    DENIED = "denied"
    GRANTED_IN_PART = "granted_in_part"
    MOOT = "moot"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"
    STRICKEN = "stricken"
    AFFIRMED = "affirmed"
    REVERSED = "reversed"
    VACATED = "vacated"
    REMANDED = "remanded"


class HearingAction(StrEnum):
    """What an entry does to a proceeding."""

    SET = "set"
    MOVED = "moved"
    CANCELLED = "cancelled"
    HELD = "held"


class Mark(StrEnum):
    """Who may read a filing, or that it stands in place of another."""

    SEALED = "sealed"
    EX_PARTE = "ex_parte"
    RESTRICTED = "restricted"
    CORRECTED = "corrected"


class ChangeKind(StrEnum):
    """What can be news. A broken feed is a change like any other."""

    ENTRY_ADDED = "entry_added"
    ENTRY_EDITED = "entry_edited"
    ENTRY_NUMBERED = "entry_numbered"
    DOCUMENT_LINKED = "document_linked"
    DOCUMENT_UNLINKED = "document_unlinked"
    DOCUMENT_FREE = "document_free"
    ENTRY_VANISHED = "entry_vanished"
    ENTRY_BACK = "entry_back"
    SEALED = "sealed"
    REDACTED = "redacted"
    DOCKET_OPENED = "docket_opened"
    RECAPTIONED = "recaptioned"
    REASSIGNED = "reassigned"
    CLOSED = "closed"
    REOPENED = "reopened"
    HEARING_SET = "hearing_set"
    HEARING_MOVED = "hearing_moved"
    HEARING_CANCELLED = "hearing_cancelled"
    DEADLINE_SET = "deadline_set"
    DEADLINE_DUE = "deadline_due"
    DEADLINE_MET = "deadline_met"
    DEADLINE_MISSED = "deadline_missed"
    ARTICLE_LINKED = "article_linked"
    SOURCE_FAILING = "source_failing"
    SOURCE_BACK = "source_back"
    SOURCE_STALE = "source_stale"
    COVERAGE_CHANGED = "coverage_changed"
    GAP_SUSPECTED = "gap_suspected"


class SourceKind(StrEnum):
    """Who tells us of dockets, and in which form; `db.kinds` says what each is."""

    PACER_RSS = "pacer_rss"
    COURTLISTENER = "courtlistener"
    COURTLISTENER_ATOM = "courtlistener_atom"
    COURTLISTENER_WEBHOOK = "courtlistener_webhook"
    SCOTUS = "scotus"
    GOVINFO = "govinfo"
    DOCKET_REPORT = "docket_report"
    MAIL = "mail"
    NEWS = "news"


class Keep(StrEnum):
    """Which dockets of a court are kept."""

    WATCHED = "watched"
    ALL = "all"


class SourceState(StrEnum):
    """How a source answers. `UNCHANGED` is an answer's state, never a source's."""

    NEW = "new"  # never asked
    OK = "ok"
    UNCHANGED = "unchanged"
    PARTIAL = "partial"  # answers, but carries only some types of entries
    STALE = "stale"  # answers, but no longer rebuilds its feed
    NOT_CONFIGURED = "not_configured"  # answers that there is no feed
    DOWN = "down"


class Documents(StrEnum):
    """Which documents a watch has fetched by itself."""

    NONE = "none"
    FREE = "free"  # free copies; never anything from PACER


class Availability(StrEnum):
    """Which filings a watch hears of, by what there is to read of them."""

    ANY = "any"
    LINKED = "linked"  # its document is at the court
    FREE = "free"  # a copy can be had without a fee


class Telling(StrEnum):
    """When a watch's messages tell of the stories that the press has of it."""

    OFF = "off"
    DIGEST = "digest"
    NOW = "now"


class Route(StrEnum):
    """How a change reaches a watch's channel."""

    NOW = "now"
    DIGEST = "digest"  # with the watch's next digest
    HELD = "held"  # filtered out: the next digest lists it, in brief
    REMINDER = "reminder"  # told before, and nobody acknowledged it


class DeliveryStatus(StrEnum):
    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"  # the last attempt was refused; `docket outbox --retry` tries again
    WITHDRAWN = "withdrawn"  # overtaken before it left: the source came back, the watch ended


class EntryStatus(StrEnum):
    LISTED = "listed"
    VANISHED = "vanished"  # gone from a list that should still hold it
    SUPERSEDED = "superseded"  # found to be the same filing as another entry


@dataclass(frozen=True, slots=True, order=True)
class DocketKey:
    """A court and a number in its one spelling; a number alone is ambiguous."""

    court_id: str
    number: str

    def __str__(self) -> str:
        return f"{self.court_id} {self.number}"


@dataclass(frozen=True, slots=True)
class Document:
    number: int | None = None
    attachment: int | None = None
    doc_id: str | None = None  # PACER's, with its 4th digit 0
    title: str | None = None
    url: str | None = None  # at the court; reading it there may cost a fee
    free_url: str | None = None


@dataclass(frozen=True, slots=True)
class Hearing:
    """What an entry says of one proceeding. Days and times are the court's own."""

    action: HearingAction
    on: date | None = None  # where it moved: the new day
    at: time | None = None
    what: str | None = None  # "Status Conference"
    place: str | None = None  # "Courtroom 12", "by Zoom"
    was_on: date | None = None  # where it moved: the day that it was set for, if told
    words: str = ""  # by which the entry says so


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when somebody must or may act, as an entry tells it. Days are the court's own.

    A period has `within_days` and, where it runs from the entry itself, the day that we
    reckon it ends: computed, to be verified.
    """

    what: str  # "file a status report"
    due: date | None = None  # as told
    within_days: int | None = None  # as told; 72 hours are 3
    is_business_days: bool = False
    after: str | None = None  # what the period runs from: "order", "service", "the hearing"
    who: str | None = None  # "Defendants"
    computed: date | None = None
    rule: str | None = None  # by which it was computed: "Fed. R. Civ. P. 6(a)"
    words: str = ""  # by which the entry says so

    @property
    def ends_on(self) -> date | None:
        """The day told, else the day computed."""
        return self.due or self.computed


@dataclass(frozen=True, slots=True)
class Meaning:
    """What we understand of an entry, from its label and text alone."""

    kind: EntryKind
    disposition: Disposition | None = None  # where it rules
    answers: tuple[int, ...] = ()  # numbers of the entries that it rules on or responds to
    hearings: tuple[Hearing, ...] = ()  # the first is the one that it is about
    deadlines: tuple[Deadline, ...] = ()
    marks: tuple[Mark, ...] = ()
    filer: str | None = None  # as its words tell: "Plaintiffs", "Sample Agency"


@dataclass(frozen=True, slots=True)
class DocketEntry:
    """One line on a docket, as one source tells it or as we hold it."""

    seq: int | None = None  # PACER's de_seq; an appellate court's partId
    number: int | None = None  # None for text-only entries
    labels: tuple[str, ...] = ()  # the short event names, sorted; several for a multi-event filing
    text: str | None = None  # the long docket text
    entered_at: datetime | None = None
    filed_on: date | None = None
    filer: str | None = None
    documents: tuple[Document, ...] = ()
    ref: str | None = None  # the id that a service gives it in all its answers: "cl2208776613"
    id: str | None = None  # ours, once kept
    sources: tuple[str, ...] = ()  # the ids of the sources that told it, once kept
    status: EntryStatus = EntryStatus.LISTED
    meaning: Meaning | None = None  # of the entry as we hold it, whoever told which part

    @property
    def kind(self) -> EntryKind | None:
        return None if self.meaning is None else self.meaning.kind


@dataclass(frozen=True, slots=True)
class Party:
    """A party as a docket page names it. Addresses and telephones of people are not kept."""

    name: str
    role: str | None = None  # "Plaintiff", "Defendant", "Amicus"
    counsel: tuple[str, ...] = ()  # names alone


class Relation(StrEnum):
    """What another docket is to the one that names it."""

    LOWER_COURT = "lower_court"  # it came from there
    APPEAL = "appeal"  # it went there
    RELATED = "related"  # consolidated, vide, member case


@dataclass(frozen=True, slots=True)
class RelatedDocket:
    """Another docket that a source names beside this one: proposed, never followed by itself."""

    relation: Relation
    number: str
    court_id: str | None = None  # None: the source does not say which court
    words: str | None = None  # the source's own words for it


@dataclass(frozen=True, slots=True)
class Docket:
    """A case as one source tells it, or as we hold it."""

    court_id: str
    number: str
    caption: str | None = None
    pacer_case_id: str | None = None
    courtlistener_id: str | None = None
    judge: str | None = None
    filed_on: date | None = None
    closed_on: date | None = None
    nature_of_suit: str | None = None
    cause: str | None = None
    office: str | None = None  # bankruptcy: the divisional office
    type: str | None = None  # bankruptcy: bk or ap (adversary proceeding)
    chapter: str | None = None
    trustee: str | None = None
    url: str | None = None
    last_filing_on: date | None = None  # of the newest filing, seen or not, as a service knows it
    parties: tuple[Party, ...] = ()
    related: tuple[RelatedDocket, ...] = ()
    entries: tuple[DocketEntry, ...] = ()
    id: int | None = None  # ours, once kept

    @property
    def key(self) -> DocketKey:
        return DocketKey(self.court_id, self.number)


@dataclass(frozen=True, slots=True)
class Problem:
    """What was wrong with an answer or with one item of it."""

    code: str  # snake_case, for programs: bad_item, not_xml, empty_body, http_error, ...
    message: str  # for the user: what is wrong and what to do
    item: int | None = None  # the item's place in the answer, from 0


@dataclass(frozen=True, slots=True)
class Validators:
    """What an answer allows the next request to say, so that it may be spared."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One answer of one source, read.

    A parser fills what stands in the bytes; the spider adds the source, the time and the
    validators. `seen` is the parser's own memory of the answer's items: it is kept with the
    source and handed back with the next answer, so that only unknown items need to be read.
    """

    state: SourceState
    built_at: datetime | None = None
    scope: str | None = None  # the channel's own words on what it carries
    dockets: tuple[Docket, ...] = ()
    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()
    complete: bool = True  # the dockets hold every item listed, not only the unknown ones
    is_part: bool = False  # further pages of the same answer follow, in snapshots of their own
    burst: bool = False  # so much is new at once that some of it may never have been listed
    window_start: datetime | None = None  # entries older than this may have left the list by age
    seen: bytes = b""
    lull: timedelta | None = None  # of a news source: a longer silence than its own is not usual
    carries: SourceState | None = None  # what its scope makes it, where `state` is UNCHANGED
    source_id: str = ""
    fetched_at: datetime | None = None
    sha256: str | None = None
    validators: Validators = Validators()
    retry_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Something that tells us of a court or of one docket, and what we know of its answers."""

    id: str  # "pacer_rss:mad", "scotus:scotus:24A1153", "news:doj"
    kind: SourceKind
    court_id: str  # empty: it is of the press, not of a court
    url: str  # empty where the user hands its answers in
    number: str | None = None  # of the one docket that it tells of; None: it tells of the court
    keep: Keep = Keep.WATCHED
    state: SourceState = SourceState.NEW
    carries: SourceState | None = None  # its last good answer: OK, PARTIAL or NOT_CONFIGURED
    scope: str | None = None
    built_at: datetime | None = None
    validators: Validators = Validators()
    seen: bytes = b""  # see Snapshot.seen
    builds: tuple[datetime, ...] = ()  # the last build dates seen, oldest first
    failures: int = 0  # in a row
    error: str | None = None  # the last failure, in words
    checked_at: datetime | None = None
    answered_at: datetime | None = None  # the last answer that could be read
    looked_at: datetime | None = None  # with `keep = "all"`: the first look at the whole court
    next_check_at: datetime | None = None

    @property
    def rebuilt_at(self) -> datetime | None:
        """When the feed was last built, also where `built_at` was forgotten to ask it anew."""
        return self.built_at or (self.builds[-1] if self.builds else None)


@dataclass(frozen=True, slots=True)
class EntryRef:
    """Enough of an entry to name it in a list."""

    id: str
    seq: int | None
    number: int | None
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What is news about a docket, an entry or a source.

    `docket` is None where the news is about a court's source. `old` and `new` are JSON
    values; `old` is None for good after a redaction. `quiet` changes are logged, never sent.
    """

    kind: ChangeKind
    at: datetime
    docket: DocketKey | None = None
    docket_id: int | None = None
    entry: EntryRef | None = None
    field: str | None = None
    old: object = None
    new: object = None
    source_id: str | None = None
    quiet: bool = False
    id: int | None = None


@dataclass(frozen=True, slots=True)
class WatchedCase:
    """A case that a watch follows, before and after we know its docket.

    A number without a defendant's suffix covers the case's co-defendants.
    """

    court_id: str
    number: str
    pacer_case_id: str | None = None
    courtlistener_id: str | None = None
    added_at: datetime | None = None
    looks: tuple[tuple[str, datetime], ...] = ()  # source id, its first answer
    id: int | None = None

    @property
    def key(self) -> DocketKey:
        return DocketKey(self.court_id, self.number)


@dataclass(frozen=True, slots=True)
class Query:
    """What a watch without cases looks for; all that is said must hold.

    The words of such a watch are its terms and aliases, one of which must stand in the
    caption or in the entry; its judge is the watch's.
    """

    courts: tuple[str, ...] = ()  # ids; none: every court that has a feed
    party: str | None = None  # a name in the caption or among the parties
    nature_of_suit: str | None = None  # "440", or words of it
    new_cases: bool = False  # only that a case was opened


@dataclass(frozen=True, slots=True)
class Timing:
    """When a watch's messages leave, and what becomes of those that nobody acknowledges.

    `digest` is where the quieter half of a watch goes that otherwise hears at once.
    None: as the configuration has it for all watches.
    """

    when: str = "now"  # "now", "hourly", "daily@08:00", "weekly mon@08:00"
    digest: str | None = None  # the same, without "now"; "off" for none
    quiet_hours: str | None = None  # "22:00-07:00", the reader's; "off" for none
    breaks_quiet: tuple[EntryKind, ...] | None = None
    wait_for_text: timedelta | None = None  # how long to wait for the words of a stub
    updates: bool = False  # tell, as a reply, what an entry said of before now says
    repeat_to: str | None = None  # a second channel, for orders that nobody acknowledged
    repeat_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """What a person wants to hear of: one matter of one or more cases, or a query."""

    slug: str
    cases: tuple[WatchedCase, ...] = ()
    channels: tuple[str, ...] = ()  # names from the config; none: print
    query: Query | None = None
    terms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    judge: str | None = None
    kinds: tuple[EntryKind, ...] = ()  # none: all
    dispositions: tuple[Disposition, ...] = ()  # none: all; else rulings that came to one of them
    filers: tuple[str, ...] = ()  # none: all; else words in the name of who filed
    available: Availability = Availability.ANY
    timing: Timing = Timing()
    language: str | None = None  # of its messages; None: as configured
    note: str | None = None  # why we follow this; alerts repeat it
    muted: bool = False
    snoozed_until: datetime | None = None  # nothing leaves before
    documents: Documents = Documents.NONE
    news: Telling = Telling.DIGEST
    created_at: datetime | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """Where messages go: a name and an apprise URL, from the config, never stored."""

    name: str
    url: str = field(repr=False)  # it holds passwords and tokens


@dataclass(frozen=True, slots=True)
class Delivery:
    """One change for one watch on one channel, until its channel said yes."""

    id: int
    change: Change
    watch: str  # its slug
    channel: str
    status: DeliveryStatus
    message_id: str | None = None
    attempts: int = 0
    due_at: datetime | None = None
    sent_at: datetime | None = None
    error: str | None = None
    route: Route = Route.NOW
    reason: str | None = None  # why it was held back or put off
    acked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: one matter's deliveries of one round, or a digest, on one channel."""

    id: str  # stable across attempts, so that a receiver can drop a repeat
    title: str
    text: str
    markdown: str
    html: str
    thread: str | None = None  # the same for every message of a matter
