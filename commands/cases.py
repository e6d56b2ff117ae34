"""Which case or watch a person means, by all that is kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import click

from commands import home, sought
from commands.wishes import SLUG
from db import courts, numbers
from db.config import Config
from db.errors import CaseError, DocketError, FormatError, NotFound
from db.interest import covers
from db.models import Docket, DocketKey, Watch, WatchedCase
from db.numbers import CaseRef
from db.shelves import Shelves

_MOST_CANDIDATES = 10
_COMMENT = re.compile(r"(?:^|\s)#.*")  # a # inside a word is part of an address
_NAME_IT = (
    'Name the case by its court and number, as in "mad 1:25-cv-10676". The link\'s page shows both.'
)
_NO_SLUG = re.compile(r"[^a-z0-9\s-]")


Reader = Callable[[Shelves, str, str | None], WatchedCase]  # `named`, or `looked_up`
Callback = Callable[[click.Context, click.Parameter, tuple[str, ...]], object]
Argument = Callable[[Callable[..., Any]], Callable[..., Any]]


def rejoined(words: Iterable[str]) -> tuple[str, ...]:
    """Cases typed without quotes: a court and the number after it are one case.

    `mad 1:25-cv-10676` and `D. Mass. 1:25-cv-10676` are two and three words to a shell.
    """
    found: list[str] = []
    court: list[str] = []
    for word in words:
        if numbers.is_number(word) and courts.find(" ".join(court)):
            found.append(" ".join([*court, word]))
            court = []
        elif _begins_a_court(" ".join([*court, word])):
            court.append(word)
        else:
            found += [*court, word]
            court = []
    return (*found, *court)


def _begins_a_court(text: str) -> bool:
    named = (name for each in courts.every() for name in (each.id, each.citation, *each.aliases))
    return any(name.casefold().startswith(text.casefold()) for name in named)


def as_cases(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> tuple[str, ...]:
    return rejoined(words)


def _as_one(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> str | None:
    return " ".join(words) or None


one_case_argument = click.argument(
    "case", metavar="CASE", nargs=-1, required=True, callback=_as_one
)


def _of_watch(name: str, metavar: str, read: Callback, *, required: bool = True) -> Argument:
    """Words that name a watch, or what it follows; a shell completes the names of watches."""
    return click.argument(
        name,
        metavar=metavar,
        nargs=-1,
        required=required,
        callback=read,
        shell_complete=home.complete_watch,
    )


one_watch_argument = _of_watch("watch", "WATCH", _as_one)
watches_argument = _of_watch("watches", "WATCH...", as_cases)
subject_argument = _of_watch("case", "[CASE|WATCH]", _as_one, required=False)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a command is about: a watch with its cases, or one case, watched or not."""

    watch: Watch | None
    cases: tuple[WatchedCase, ...]

    def dockets(self, store: Shelves) -> list[Docket]:
        """What is kept of it; NotFound for a case that nobody follows and nothing is kept of."""
        found = store.dockets.of_cases(self.cases)
        if self.watch is not None and self.watch.query is not None:
            found += sought.dockets(store, self.watch)
        if not found and self.watch is None:
            key = self.cases[0].key
            raise NotFound(f'Nothing is kept of {key}; `docket watch "{key}"` begins to follow it.')
        return found


def subject(store: Shelves, text: str, court: str | None = None) -> Subject:
    """The watch of this name, or else the case."""
    watch = store.watches.find(text)
    if watch is not None:
        return Subject(watch, watch.cases)
    try:
        case = named(store, text, court)
    except CaseError as error:
        if not SLUG.fullmatch(text):
            raise
        raise CaseError(f'No watch is called "{text}". {error}') from error
    return Subject(next(iter(_watching(store, case)), None), (case,))


def watch_named(store: Shelves, text: str) -> Watch:
    """The watch of this name, or the only one that follows the case that is named."""
    told = subject(store, text)
    if told.watch is None:
        raise NotFound(f'No watch is called "{text}"; `docket list` shows what you watch.')
    if told.watch.slug != text and len(found := _watching(store, told.cases[0])) > 1:
        slugs = ", ".join(watch.slug for watch in found)
        raise NotFound(f"Several watches follow that case; name one of {slugs}.")
    return told.watch


def _watching(store: Shelves, case: WatchedCase) -> list[Watch]:
    docket = Docket(case.court_id, case.number, pacer_case_id=case.pacer_case_id)
    return [
        watch
        for watch in store.watches.in_court(case.court_id)
        if any(covers(followed, docket) for followed in watch.cases)
    ]


def in_matter(
    store: Shelves, texts: Iterable[str], court: str | None, read: Reader
) -> tuple[WatchedCase, ...]:
    """The cases that are named together, each once; a watch's name stands for its cases."""
    found: dict[DocketKey, WatchedCase] = {}
    for text in texts:
        watch = store.watches.find(text)
        for case in watch.cases if watch else (read(store, text, court),):
            found.setdefault(case.key, case)
    return tuple(found.values())


def in_lines(
    store: Shelves, lines: Iterable[str], court: str | None, read: Reader
) -> list[WatchedCase]:
    """One case a line, each once; # begins a comment. One error tells of every bad line."""
    found: dict[DocketKey, WatchedCase] = {}
    bad: list[str] = []
    for place, line in enumerate(lines, 1):
        text = _COMMENT.sub("", line).strip()
        try:
            if text:
                case = read(store, text, court)
                found.setdefault(case.key, case)
        except DocketError as error:
            bad.append(f"  line {place}: {str(error).splitlines()[0]}")
    if bad:
        raise CaseError("\n".join(["nothing was added, because of", *bad]))
    return list(found.values())


def named(store: Shelves, text: str, court: str | None = None) -> WatchedCase:
    """The case that is meant; CaseError where that cannot be told.

    A link may give PACER's case id alone: until the court tells the number, that is `#<id>`.
    """
    ref = numbers.parse_case(text, court)
    if ref.court_id and (ref.number or ref.pacer_case_id):
        return _with_number(store, ref.court_id, ref)
    key = _of_id(store, ref)
    if key is None:
        is_link = ref.courtlistener_id is not None
        found = _of_slug(store, ref) if is_link else store.dockets.search(ref.words or "")
        dockets = [docket for docket in found if ref.court_id in (None, docket.court_id)]
        if len(dockets) != 1:
            raise CaseError(_several(dockets) if dockets else _unknown(ref))
        key = dockets[0].key
    return WatchedCase(key.court_id, key.number, courtlistener_id=ref.courtlistener_id)


def looked_up(store: Shelves, text: str, court: str | None = None) -> WatchedCase:
    """As `named`; what a CourtListener link means is asked there, if nobody has told it yet."""
    ref = numbers.parse_case(text, court)
    service = home.configured().courtlistener
    is_told = ref.courtlistener_id is None or _of_id(store, ref) is not None
    if is_told or not (service.token or service.atom):
        return named(store, text, court)
    docket = _at_courtlistener(store, ref, home.configured())
    if ref.court_id not in (None, docket.court_id):
        raise CaseError(f"This is a case of {docket.court_id}, but --court says {ref.court_id}.")
    return WatchedCase(docket.court_id, docket.number, courtlistener_id=ref.courtlistener_id)


def _at_courtlistener(store: Shelves, ref: CaseRef, config: Config) -> Docket:
    """What CourtListener has under its id of a docket: by the token, else in the docket's feed."""
    from scraper import crawl

    has_token = config.courtlistener.token is not None
    asked = _by_token(store, ref, config) if has_token else _by_feed(ref, config)
    try:
        docket = crawl.run(asked)
    except (crawl.NoAnswer, FormatError) as error:
        raise CaseError(f"{error} {_NAME_IT}") from error
    if docket is None:  # told to stop
        raise click.Abort
    return docket


async def _by_token(store: Shelves, ref: CaseRef, config: Config) -> Docket:
    from scraper import crawl

    return await crawl.look_up(str(ref.courtlistener_id), store, config, home.now)


async def _by_feed(ref: CaseRef, config: Config) -> Docket:
    from scraper import crawl
    from scraper.parsers import courtlistener_atom

    url = f"{config.courtlistener.base_url}/docket/{ref.courtlistener_id}/feed/"
    body = await crawl.fetch(url, config, is_allowed=True)
    return courtlistener_atom.docket_told(body, ref.court_id)


def _of_id(store: Shelves, ref: CaseRef) -> DocketKey | None:
    """The docket that is known under CourtListener's id."""
    if ref.courtlistener_id is None:
        return None
    return store.handed_in.docket_of(ref.courtlistener_id)


def _with_number(store: Shelves, court_id: str, ref: CaseRef) -> WatchedCase:
    if ref.number:
        return WatchedCase(court_id, ref.number, ref.pacer_case_id)
    case = WatchedCase(court_id, f"#{ref.pacer_case_id}", ref.pacer_case_id)
    known = store.dockets.headings_of_case(case)
    return WatchedCase(court_id, known[0].number, ref.pacer_case_id) if known else case


def learn_numbers(store: Shelves) -> None:
    """Give cases that a link named the numbers that their courts have told since."""
    for watch in store.watches.unnumbered():
        keys = {case.key for case in watch.cases}
        for case in watch.cases:
            known = store.dockets.headings_of_case(case) if case.number.startswith("#") else []
            if known and known[0].key not in keys:
                store.watches.name_case(case, known[0].number)


def _of_slug(store: Shelves, ref: CaseRef) -> list[Docket]:
    """The dockets whose captions have every word of a CourtListener link: "dvd" is "D.V.D.".

    The longest words are looked for first: as a rule they stand in the caption as in the link.
    """
    slug = set((ref.words or "").split())
    for word in sorted(slug, key=len, reverse=True):
        found = [each for each in store.dockets.search(word) if slug <= _slug_words(each.caption)]
        if found:
            return found
    return []


def _slug_words(caption: str | None) -> set[str]:
    """A caption's words as an address spells them: plain letters and digits, without points."""
    plain = unicodedata.normalize("NFKD", caption or "").encode("ascii", "ignore").decode()
    return set(_NO_SLUG.sub("", plain.casefold()).replace("-", " ").split())


def _unknown(ref: CaseRef) -> str:
    if ref.courtlistener_id is None:
        return f'No docket that is kept has "{ref.words}" in its caption. {numbers.ACCEPTED}'
    return (
        "This CourtListener link does not say of which court the case is, and no docket that is"
        f" kept has its words in the caption. {_NAME_IT}"
    )


def _several(found: list[Docket]) -> str:
    lines = [f"  {docket.key}  {docket.caption}" for docket in found[:_MOST_CANDIDATES]]
    more = len(found) - len(lines)
    return "\n".join(
        ["Several dockets have these words; name one of them:", *lines]
        + ([f"  and {more} more"] if more else [])
    )
