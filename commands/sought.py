"""What the query of a watch looks for, what it finds among what is kept, what it cannot see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from commands import coverage, source_words
from commands.coverage import Coverage, Outlook
from db import courts, needs, queries
from db.config import Config
from db.models import Availability, Docket, Query, SourceKind, SourceState, Watch
from db.plain import spaced
from db.queries import Search
from db.shelves import Shelves

_PARTY = 'A court\'s feed names a case by its caption alone: who is behind "et al" is not seen.'
_ELSEWHERE = (
    "A court's feed tells no {what}: found are only cases of which another source tells it, which"
    " is asked for cases that you follow."
)
_WORDS = (
    "A court's feed tells captions and the short names of filings: words of the docket text are"
    " found only where another source tells that text, which is asked for cases that you follow."
)
_FILINGS = "Only some types of filings are in the feeds of {named}: others are not seen."
_NEW_CASES = (
    "Only some types of filings are in the feeds of {named}: a case that begins with another is"
    " not seen."
)
_AVAILABLE = {
    Availability.LINKED: "with a document at the court",
    Availability.FREE: "with a free copy",
}
_EVERYWHERE = "Courts without a feed are not asked: `docket courts` says which they are."


def dockets(store: Shelves, watch: Watch) -> list[Docket]:
    """The dockets that a query finds; of those that it does not want whole, what it wants."""
    search = queries.search(watch)
    asked = search.courts or store.dockets.court_ids()
    return [docket for court_id in sorted(asked) for docket in _found(store, search, court_id)]


def _found(store: Shelves, search: Search, court_id: str) -> Iterator[Docket]:
    """Entries are read only where they decide, or where their docket was found."""
    if search.terms or search.judge or search.new_cases:
        for docket in store.dockets.of_court(court_id):
            found = [each for each in docket.entries if search.wants(docket, each)]
            if found or search.wants(docket):
                yield docket if search.wants(docket) else replace(docket, entries=tuple(found))
    else:
        for heading in store.dockets.headings_of_court(court_id):
            if heading.id is not None and search.wants(heading):
                yield store.dockets.get(heading.id)


def phrase(watch: Watch) -> str:
    """`new cases with the party Sample Agency before judge Sample`."""
    query = watch.query or Query()
    terms = (*watch.terms, *watch.aliases)
    told = [
        "new cases" if query.new_cases else "filings" if terms else "every filing in cases",
        f"with the party {query.party}" if query.party else "",
        f"before judge {watch.judge}" if watch.judge else "",
        f"of the nature of suit {query.nature_of_suit}" if query.nature_of_suit else "",
        f"with the words {' or '.join(terms)}" if terms else "",
    ]
    return " ".join(filter(None, told))


def narrowed(watch: Watch) -> str:
    """What its filters let through: `order; rulings granted; filed by Sample Agency`."""
    ours = () if watch.query is not None else (*watch.terms, *watch.aliases)
    told = {
        "{}": watch.kinds,
        "rulings {}": watch.dispositions,
        "with the words {}": ours,
        "filed by {}": watch.filers,
    }
    found = [form.format(_listed(words)) for form, words in told.items() if words]
    return "; ".join([*found, *filter(None, [_AVAILABLE.get(watch.available)])])


def _listed(words: Iterable[str]) -> str:
    return ", ".join(map(spaced, words))


def places(query: Query, config: Config) -> str:
    """`D. Mass., D.R.I.`, or how many courts."""
    if query.courts:
        return ", ".join(courts.get(court_id).label for court_id in query.courts)
    return f"all {len(needs.with_feed(config))} courts that have a feed"


def covered(query: Query, known: Outlook, config: Config) -> tuple[Coverage, ...]:
    """Of each court that a query names; of all of them only `unseen` speaks."""
    return tuple(coverage.of_court(court_id, known, config) for court_id in query.courts)


def unseen(watch: Watch, known: Outlook) -> Iterator[str]:
    """What a query cannot find, because nobody who is asked tells it: a sentence each."""
    query = watch.query or Query()
    if query.party:
        yield _PARTY
    if watch.judge:
        yield _ELSEWHERE.format(what="judge")
    if query.nature_of_suit:
        yield _ELSEWHERE.format(what="nature of suit")
    if watch.terms or watch.aliases:
        yield _WORDS
    partial = list(_partial(query, known))
    if partial and (query.new_cases or not query.courts):  # a court's own coverage says the rest
        named = ", ".join(partial) if query.courts else f"{len(partial)} courts"
        yield (_NEW_CASES if query.new_cases else _FILINGS).format(named=named)
    if not query.courts:
        yield _EVERYWHERE


def _partial(query: Query, known: Outlook) -> Iterator[str]:
    """The courts whose feeds carry only some types of entries."""
    for source in known.sources:
        is_asked = not query.courts or source.court_id in query.courts
        if source.kind is SourceKind.PACER_RSS and is_asked:
            court = courts.get(source.court_id)
            if source_words.as_known(court, source).state is SourceState.PARTIAL:
                yield court.citation
