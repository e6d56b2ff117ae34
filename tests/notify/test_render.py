"""A message says what happened, where, when, and what it cannot see; nothing in it acts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import (
    Change,
    ChangeKind,
    Docket,
    DocketEntry,
    DocketKey,
    Document,
    EntryKind,
    EntryRef,
    Meaning,
    Message,
    Source,
    SourceKind,
    SourceState,
    Watch,
)
from notify import blind_spots, render, words
from notify.reader import Reader
from notify.story import Happening, Story

KEY = DocketKey("mad", "1:25-cv-10676")
SEEN = datetime(2025, 5, 23, 19, 0, tzinfo=UTC)
AT_COURT = "https://ecf.mad.uscourts.gov/doc1/095011114566?caseid=282404&de_seq_num=410"
FREE = "https://storage.courtlistener.com/recap/gov.uscourts.mad.282404.132.0.pdf"
DOCKET = Docket(
    "mad",
    "1:25-cv-10676",
    "D.V.D. et al v. DHS",
    pacer_case_id="282404",
    courtlistener_id="69775896",
    url="https://ecf.mad.uscourts.gov/cgi-bin/DktRpt.pl?282404",
    id=1,
)
ORDER = DocketEntry(
    seq=410,
    number=132,
    labels=("Memorandum & Order",),
    entered_at=datetime(2025, 5, 23, 18, 52, tzinfo=UTC),
    meaning=Meaning(EntryKind.ORDER),
    documents=(Document(132, None, "095011114566", None, AT_COURT, FREE),),
    id="7",
)
FEED = Source(
    "pacer_rss:mad",
    SourceKind.PACER_RSS,
    "mad",
    "https://ecf.mad.uscourts.gov/cgi-bin/rss_outside.pl",
    state=SourceState.PARTIAL,
    scope="Docket entries of type: order,motion",
    built_at=datetime(2025, 5, 23, 18, 44, tzinfo=UTC),
    answered_at=datetime(2025, 5, 23, 18, 50, tzinfo=UTC),
)


def change(
    kind: ChangeKind = ChangeKind.ENTRY_ADDED, entry: DocketEntry | None = ORDER, **told: object
) -> Change:
    ref = entry and EntryRef(entry.id or "", entry.seq, entry.number, entry.labels)
    values = {"source_id": FEED.id, "id": 1, "docket": KEY, "docket_id": 1, "entry": ref} | told
    return Change(kind, SEEN, **values)  # type: ignore[arg-type]


def story(
    *changes: Change,
    entries: tuple[DocketEntry, ...] = (ORDER,),
    docket: Docket = DOCKET,
    source: Source = FEED,
    watches: tuple[Watch, ...] = (Watch("dvd", note="Third-country removals"),),
) -> Story:
    return Story(
        message_id="3f9a2c81d0e4",
        changes=changes or (change(),),
        watches=watches,
        thread="dvd",
        dockets={1: docket},
        entries={each.id or "": each for each in entries},
        sources={source.id: source},
    )


def told(kind: ChangeKind, entry: DocketEntry | None = ORDER, **values: object) -> Message:
    entries = (entry,) if entry is not None else ()
    return render.message(story(change(kind, entry, **values), entries=entries))


def test_a_filing_says_everything_that_is_known_of_it() -> None:
    message = render.message(story())
    assert message.title == "D.V.D. v. DHS (D. Mass. 25-cv-10676): Memorandum & Order (132)"
    for body in (message.text, message.markdown, message.html.replace("&amp;", "&")):
        for said in (
            "D.V.D. et al v. DHS",
            "D. Mass. 1:25-cv-10676",
            "Memorandum & Order (132)",
            "entered Friday 23 May 2025, 2:52 PM EDT",
            AT_COURT,
            "PACER may charge a fee",
            FREE,
            "https://ecf.mad.uscourts.gov/cgi-bin/DktRpt.pl?282404",
            "https://www.courtlistener.com/docket/69775896/",
            "Third-country removals",
            "you watch dvd",
            "docket mute dvd",
            "What this cannot see:",
            "(order, motion)",
        ):
            assert said in body
    assert message.text.splitlines()[-1] == "docket message 3f9a2c81d0e4"
    assert message.markdown.splitlines()[-1] == "docket message 3f9a2c81d0e4"


def test_the_substance_comes_before_the_rest() -> None:
    text = render.message(story()).text
    order = ("Memorandum", "Document 132", "What this", "Why we", "You get")
    places = [text.index(said) for said in order]
    assert places == sorted(places)


def test_a_time_is_in_the_readers_zone() -> None:
    pacific = replace(story(), time_zone="America/Los_Angeles")
    assert "entered Friday 23 May 2025, 11:52 AM PDT" in render.message(pacific).text


def test_a_filing_dated_before_its_entry_says_so() -> None:
    late = replace(ORDER, filed_on=date(2025, 5, 20))
    assert "filed Tuesday 20 May 2025" in render.message(story(entries=(late,))).text
    same_day = replace(
        ORDER, filed_on=date(2025, 5, 23), entered_at=datetime(2025, 5, 24, 2, 0, tzinfo=UTC)
    )
    assert "filed" not in render.message(story(entries=(same_day,))).text.split("What this")[0]


def test_a_filing_without_a_number_has_none_in_its_title() -> None:
    bare = replace(ORDER, number=None, documents=())
    message = render.message(story(change(entry=bare), entries=(bare,)))
    assert message.title == "D.V.D. v. DHS (D. Mass. 25-cv-10676): Memorandum & Order"


def test_a_filing_named_by_its_whole_text_is_not_told_twice() -> None:
    words = "Application (24A1153) for a stay, submitted to Justice Jackson."
    row = replace(ORDER, labels=(), number=None, text=words, documents=())
    assert told(ChangeKind.ENTRY_ADDED, row).text.count(words) == 1
    longer = replace(row, text=f"{words} Response requested.")
    assert f"  {longer.text}" in told(ChangeKind.ENTRY_ADDED, longer).text


def test_a_title_counts_what_else_happened() -> None:
    other = replace(ORDER, id="8", number=133, seq=411, documents=())
    both = story(change(), change(entry=other, id=2), entries=(ORDER, other))
    assert render.message(both).title == (
        "D.V.D. v. DHS (D. Mass. 25-cv-10676): Memorandum & Order (132) and 1 more"
    )


@pytest.mark.parametrize("kind", ChangeKind)
def test_every_kind_of_change_has_its_words(kind: ChangeKind) -> None:
    happening = Happening((change(kind, field="labels", old=["Order"], new=["Seal"]),))
    line = words.line(happening, story())
    assert line.headline
    assert "{" not in line.headline
    assert render.message(story(change(kind))).title


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("sealed", {"field": "labels", "new": ["Seal"]}, "The court sealed entry 132."),
        ("entry_vanished", {}, "Entry 132 is no longer listed, although it still should be."),
        ("entry_back", {}, "Entry 132 is listed again."),
        ("document_unlinked", {"old": 5}, "The link to document 5 was withdrawn."),
        (
            "document_unlinked",
            {"old": "095011114566"},
            "The link to the document of entry 132 was withdrawn.",
        ),
        ("entry_numbered", {"new": 132}, "“Memorandum & Order” now has the number 132."),
        ("closed", {"entry": None}, "The court closed the case."),
        (
            "gap_suspected",
            {"entry": None, "new": {"from": "2025-05-21T18:00:00Z", "to": "2025-05-22T18:44:00Z"}},
            "The feed of D. Mass. was not read from Wednesday 21 May 2025, 2:00 PM EDT to"
            " Thursday 22 May 2025, 2:44 PM EDT: filings of that time may be missing here.",
        ),
        (
            "source_failing",
            {"entry": None, "docket": None},
            "The feed of D. Mass. has not answered since Friday 23 May 2025, 2:50 PM EDT.",
        ),
        (
            "source_stale",
            {"entry": None, "docket": None},
            "The feed of D. Mass. answers, but has not been rebuilt since Friday 23 May 2025,"
            " 2:44 PM EDT.",
        ),
    ],
)
def test_the_words_are_plain(kind: str, values: dict[str, Any], said: str) -> None:
    assert said in told(ChangeKind(kind), **values).text


def test_an_edit_shows_before_and_after() -> None:
    text = told(ChangeKind.ENTRY_EDITED, field="labels", old=["Order"], new=["Notice"]).text
    assert "The court changed the label of entry 132." in text
    assert "before: Order\n  now: Notice\n" in text
    text = told(ChangeKind.RECAPTIONED, None, field="caption", old="A v. B", new="A v. C").text
    assert "The court changed the caption.\n  before: A v. B\n  now: A v. C\n" in text


def test_changed_coverage_shows_before_and_after() -> None:
    changed = change(
        ChangeKind.COVERAGE_CHANGED, None, docket=None, field="state", old="ok", new="partial"
    )
    text = render.message(story(changed)).text
    assert "before: all types of entries\n  now: some types of entries\n" in text


def test_what_a_court_withdrew_is_not_repeated() -> None:
    """Promise 6. Red when: `words._WITHDRAWN` is empty."""
    sealed = replace(ORDER, number=None, labels=("Secret Motion",))
    message = told(ChangeKind.SEALED, sealed, field="labels", old=["Secret Motion"], new=["Seal"])
    redacted = told(
        ChangeKind.REDACTED, None, field="caption", old="Name v. Agency", new="A.B. v. Agency"
    )
    for body in (message.title, message.text, message.markdown, message.html):
        assert "Secret Motion" not in body
        assert AT_COURT not in body
    for body in (redacted.title, redacted.text, redacted.markdown, redacted.html):
        assert "Name v. Agency" not in body
    assert "now: A.B. v. Agency" in redacted.text


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (SourceState.OK, "The feed of D. Mass. names each filing"),
        (SourceState.PARTIAL, "carries only some types of entries (order, motion)"),
        (SourceState.STALE, "has not been rebuilt since Friday 23 May 2025, 2:44 PM EDT"),
        (SourceState.NOT_CONFIGURED, "D. Mass. publishes no feed"),
        (SourceState.DOWN, "has not answered since Friday 23 May 2025, 2:50 PM EDT"),
        (SourceState.NEW, "was not asked yet"),
    ],
)
def test_what_cannot_be_seen_is_said(state: SourceState, said: str) -> None:
    """Promise 8. Red when: `_blind_spots` in render returns []."""
    source = replace(FEED, state=state)
    assert said in blind_spots.blind_spot("mad", source, Reader("America/New_York"))
    assert said in render.message(story(source=source)).text


def test_every_state_of_a_source_has_its_words() -> None:
    for state in set(SourceState) - {SourceState.UNCHANGED}:
        assert blind_spots.blind_spot("mdd", replace(FEED, state=state), Reader())


HOSTILE = st.text(st.characters(codec=None, exclude_categories=())) | st.sampled_from(
    (
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "Order\r\nBcc: everyone@x.example\r\n\r\nbody",
        "[Order](https://evil.example) ![x](https://evil.example/pixel)",
        "@everyone <!channel> <@U123> @here",
        "{{ 7*7 }} {0.__class__} %(x)s ${x}",
        "\x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
        '" onmouseover="alert(1)',
        "</title><style>*{display:none}",
    )
)


def hostile_story(text: str) -> Story:
    entry = replace(
        ORDER,
        labels=(text,),
        text=text,
        filer=text,
        documents=(Document(None, None, "1", text, f"javascript:{text}", f"https://{text}"),),
    )
    docket = replace(DOCKET, caption=text, url=text, courtlistener_id=text)
    source = replace(FEED, scope=text, error=text)
    watches = (Watch("dvd", note=text),)
    changes = (
        change(entry=entry),
        change(ChangeKind.ENTRY_EDITED, entry, id=2, field="text", old=text, new=[text]),
    )
    return story(*changes, entries=(entry,), docket=docket, source=source, watches=watches)


@given(HOSTILE)
def test_a_title_is_one_line_that_fits_a_header(text: str) -> None:
    title = render.message(hostile_story(text)).title
    assert title.isprintable()
    assert 0 < len(title) <= 150
    title.encode()


@given(HOSTILE)
def test_nothing_told_acts_on_a_terminal(text: str) -> None:
    message = render.message(hostile_story(text))
    assert message.text.replace("\n", "").isprintable()


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value or "" for name, value in attrs if name in ("href", "src")}


OURS = {"html", "head", "meta", "title", "style", "body", "div", "h2", "p", "span", "a", "b"}
OURS.add("code")


@given(HOSTILE)
def test_nothing_told_becomes_html(text: str) -> None:
    tags = _Tags()
    tags.feed(render.message(hostile_story(text)).html)
    assert tags.tags <= OURS
    assert not any(name.startswith("on") for name in tags.attributes)
    assert "src" not in tags.attributes
    assert all(link.startswith("https://") for link in tags.links)


@given(HOSTILE)
def test_nothing_told_becomes_markdown(text: str) -> None:
    markdown = render.message(hostile_story(text)).markdown
    assert "](https://evil.example" not in markdown.replace("\\]", "")
    for mention in ("@everyone", "@here", "<!channel>", "<@U123>"):
        assert mention not in markdown


def test_templates_are_not_templates_for_what_courts_say() -> None:
    text = render.message(hostile_story("{{ 7*7 }} {0.__class__} {entry} %(x)s")).text
    assert "{{ 7*7 }} {0.__class__} {entry} %(x)s" in text


def test_html_asks_for_nothing_outside() -> None:
    html = render.message(story()).html
    for resource in ("<img", "<link", "@import", "url(", "<script", "src="):
        assert resource not in html
    assert "prefers-color-scheme: dark" in html
    assert "width=device-width" in html


def test_one_filing_in_two_dockets_is_one_line_and_two_filings_of_a_second_are_two() -> None:
    text_order = replace(ORDER, number=None, documents=(), labels=("Electronic Order",))
    entries = tuple(replace(text_order, id=str(each)) for each in range(4))
    keys = [DocketKey("mad", f"1:20-cr-10306-{each}") for each in (1, 1, 2, 2)]
    changes = [
        change(entry=entry, id=place, docket=key, docket_id=place % 2 + 10)
        for place, (entry, key) in enumerate(zip(entries, keys, strict=True))
    ]
    text = render.message(story(*changes, entries=entries)).text
    assert text.count("- Electronic Order") == 2
    assert text.count("1:20-cr-10306-1, 1:20-cr-10306-2") == 1


def test_an_appellate_filing_in_two_appeals_is_one_line() -> None:
    entries = tuple(
        replace(ORDER, id=str(each), number=None, documents=(), seq=9_001) for each in (1, 2)
    )
    changes = [
        change(entry=entry, id=place, docket=DocketKey("cadc", number), docket_id=place + 20)
        for place, (entry, number) in enumerate(zip(entries, ("22-1214", "22-1315"), strict=True))
    ]
    text = render.message(story(*changes, entries=entries)).text
    assert text.count("Memorandum & Order") == 1
    assert "22-1214, 22-1315" in text
