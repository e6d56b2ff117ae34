"""The Supreme Court's docket page, in its three shapes -> what it tells.

| shape | heading | rows |
|---|---|---|
| today's | table `docketinfo`, `Docketed:` beside its day | `proceedings`, each row in a card |
| since 2017 | the same | table `proceedings`; links may stand in a row without a day |
| before (.htm) | a table without id, `Docketed:` above its day | `~~Date~~`; lines without a day |

All three are read alike: a row is a day and a cell, and what has no day belongs
to the row before. The page stands alone or inside the site's `search.aspx`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag
from bs4.filter import SoupStrainer

from db.errors import FormatError
from scraper.parsers import scotus_markup
from scraper.parsers.plain_text import cleaned
from scraper.parsers.scotus_docket import Counsel, Row, Told
from scraper.parsers.scotus_markup import words

TODAY, BEFORE = "docketinfo", "~~Date~~"  # what only a docket page holds


class Sections(NamedTuple):
    heading: Tag
    proceedings: Tag
    contacts: Tag | None


def is_docket(text: str) -> bool:
    return TODAY in text or BEFORE in text


def read(text: str) -> Told | None:
    """What the page tells; None where it ends before its rows begin.

    FormatError where it is made so that it cannot be read.
    """
    end = _END.search(text, text.find(TODAY if TODAY in text else BEFORE))
    text = text[: end.start()] if end else text
    sections = _of_today(text) if TODAY in text else _of_before(text)
    if sections is None:
        return None
    rows = _rows(sections.proceedings)
    if end is None and sections.contacts is None:
        rows = rows[:-1]  # the last may stand there by half
    return _told(sections, tuple(rows), is_whole=end is not None)


_END = re.compile(r"</html\s*>", re.IGNORECASE)  # of the page, or of the older one inside it
_IDS = [TODAY, "proceedings", "Contacts"]


def _of_today(text: str) -> Sections | None:
    page = _parsed(text[text.rfind("<", 0, text.find(TODAY)) :], SoupStrainer(id=_IDS))
    return _sections(*(page.find(id=each) for each in _IDS))


def _of_before(text: str) -> Sections | None:
    begins = text.rfind("Docket for", 0, text.find(BEFORE))  # its title
    page = _parsed(text[max(begins, 0) :], SoupStrainer("table"))
    tables = page.find_all("table", recursive=False)
    for heading, proceedings, contacts in zip(
        tables, tables[1:], [*tables[2:], None], strict=False
    ):
        if BEFORE in proceedings.get_text():
            return _sections(heading, proceedings, contacts)
    return None


def _parsed(text: str, only: SoupStrainer) -> BeautifulSoup:
    """`text` is the docket alone: nine tenths of an answer are the site around it."""
    page = BeautifulSoup(text, "lxml", parse_only=only)
    if scotus_markup.is_too_deep(page):
        raise FormatError("the page is nested too deeply to be a docket")
    return page


def _sections(heading: object, proceedings: object, contacts: object) -> Sections | None:
    if not isinstance(heading, Tag) or not isinstance(proceedings, Tag):
        return None
    return Sections(heading, proceedings, contacts if isinstance(contacts, Tag) else None)


def _told(sections: Sections, rows: tuple[Row, ...], *, is_whole: bool) -> Told:
    heading = _labelled(_cells(sections.heading))
    court, *numbers = heading.get("Lower Ct:", [""])
    contacts = sections.contacts if is_whole else None
    return Told(
        number=" ".join(heading.get("", ())),
        title=" ".join(heading.get("Title:", ())),
        docketed=heading.get("Docketed:", [""])[0],
        lower_court=court,
        lower_numbers=" ".join(heading.get("Case Numbers:", numbers)),
        linked=words(sections.heading),
        rows=rows,
        counsel=tuple(_counsel(_lines(contacts))) if contacts else (),
        is_whole=is_whole,
    )


def _cells(table: Tag) -> Iterator[list[Tag]]:
    """The cells of each row that holds no further rows: today's stand in tables of their own."""
    for row in table.find_all("tr"):
        cells = row.find_all(["td", "th"], recursive=False)
        if cells and row.find("tr") is None:
            yield cells


def _labelled(rows: Iterable[list[Tag]]) -> dict[str, list[str]]:
    """What stands beside or below each label of the heading; below "" what stands before them.

    Old pages have two columns of labels: "Docketed:" above its day, "Lower Ct:" beside the
    court.
    """
    told = defaultdict(list)
    left = right = ""
    for row in rows:
        first, *others = map(words, row)
        if first.endswith(":"):
            left = first
        elif first:
            told[left].append(first)
        *labels, last = others or [""]
        right = next(filter(None, labels), right) if labels else left
        if last:
            told[right].append(last)
    return told


def _rows(proceedings: Tag) -> list[Row]:
    found: list[Row] = []
    for first, *others in _cells(proceedings):
        day, cell = words(first), others[0] if others else None
        if cell is None or day == "Date" or day.startswith(BEFORE):
            continue
        if day:
            found.append(_row(day, cell))
        elif found:
            found[-1] = _continued(found[-1], _row(day, cell))
    return found


def _row(day: str, cell: Tag) -> Row:
    links = scotus_markup.links(cell)
    return Row(day, _text(cell, is_first=bool(day)), links)


def _text(cell: Tag, *, is_first: bool) -> str:
    """The words of a row without the titles of its documents.

    A link amid the words is part of them ("Detached Opinion").
    """
    titles = cell.find_all(class_=_LINKS) if is_first else cell.find_all("a")
    for title in titles:
        title.extract()
    return words(cell)


_LINKS = ["documentlinks", "documentanchor"]
_RULE = re.compile(r"\*{4,}")  # drawn below what ends a case


def _continued(row: Row, more: Row) -> Row:
    text = "" if _RULE.fullmatch(more.text) else more.text
    return Row(row.day, f"{row.text} {text}".strip(), (*row.links, *more.links))


_HEADING = re.compile(r"Attorneys? for (\w+?)s?:?|(Other)(?: Attorneys?)?:?")
_PARTY = "Party name:"
_MARKED = ["card-heading", "ContactName", "partyname"]


def _lines(contacts: Tag) -> Iterator[str]:
    """The first line of each heading, counsel and party: not the addresses."""
    in_cards = contacts.find_all(class_=_MARKED)
    for tag in in_cards or (cells[0] for cells in _cells(contacts)):
        yield cleaned(next(tag.stripped_strings, ""))


def _counsel(lines: Iterable[str]) -> Iterator[Counsel]:
    """A heading, then the counsel under it, each before the party that it stands for."""
    role = name = ""
    for line in (*lines, ""):
        if line.startswith(_PARTY):
            yield Counsel(role, name, line.removeprefix(_PARTY))
            name = ""
            continue
        heading = _HEADING.fullmatch(line)
        if name and (heading or not line):
            yield Counsel(role, name, "")
            name = ""
        if heading:
            role = heading[1] or heading[2]
        elif line and role and line != "Counsel of Record":
            name = line
