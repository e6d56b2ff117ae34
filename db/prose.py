"""The text of a document's pages as paragraphs, each with its page. Pure.

A PDF knows no paragraphs, only lines on pages. What every page repeats (the clerk's stamp, page
numbers, the line numbers of pleading paper) is left out, and lines are joined: a paragraph ends
where a sentence ends before the margin, and where a heading, an item of a list or a signature
begins.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

PAGE_BREAK = "\f"  # between two pages of a text


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    page: int  # where it begins, from 1

    @property
    def is_item(self) -> bool:
        """An item of a list: "(1) ...", "a. ...", "• ..."."""
        return _ITEM.match(self.text) is not None

    @property
    def is_heading(self) -> bool:
        return _HEADING.fullmatch(self.text) is not None

    @property
    def is_closing(self) -> bool:
        """A signature, a date or a "So ordered": what stands below an order."""
        return _CLOSING.match(self.text) is not None


_STAMP = re.compile(  # what the clerk's computer prints at the edge of every page
    r"case:? ?\S+.*\b(?:doc(?:ument)?|page):? ?#?:?\s?\d.*|usca\d* case.*|appellate case:.*"
    r"|(?:usca\d* )?appeal: .*pg: .*|.*\bpageid[.:# ].*|.*\bentry id: ?\d+.*",
    re.IGNORECASE,
)
_LONGEST_STAMP = 200  # characters
_PAGE_NUMBER = re.compile(r"[-–\[(]? ?\d{1,4} ?[-–\])]?|page \d+(?: of \d+)?", re.IGNORECASE)
_LINE_NUMBER = re.compile(r"[12]?\d")
_FEWEST_LINE_NUMBERS = 15  # pleading paper has 25 or 28 to a page
_ITEM = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,5})[.)](?=\s)|[•·▪◦‣](?=\s)")
_HEADING = re.compile(r"(?:[IVX]{1,5}\. )?[A-Z][A-Z &’'-]{3,60}|(?:[IVX]{1,5}\. )?Conclusion:?")
_CLOSING = re.compile(
    r"(?:it is )?so ordered\b[.,]?$|/s/|s/ |_{5,}|dated?:|dated this|by the court|copies to:"
    r"|(?:hon\.|honorable) |(?:chief |senior )?(?:united states|u\.s\.) \w+ judge",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:IT IS|ORDERED|For the|For these|Accordingly,|In conclusion,)\b")
_FINISHED = re.compile(r".*(?:[.:;!?][\"”’)\]]*\d{0,2}|[;,] (?:and|or))")
_MARGIN = 0.8  # of a full line: a sentence that ends before that ends its paragraph
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)-$")

Line = tuple[str, int]  # its text and its page


def paragraphs(text: str) -> list[Paragraph]:
    """`text` has the pages of a document, a PAGE_BREAK between two of them."""
    pages = text.split(PAGE_BREAK)
    lines = [line for number, page in enumerate(pages, 1) for line in _lines(page, number)]
    words = _words(lines)
    return [Paragraph(_joined(group, words), group[0][1]) for group in _groups(lines)]


def _words(lines: Iterable[Line]) -> frozenset[str]:
    """The words of a document, without the parts of those that a line's end broke."""
    found: set[str] = set()
    was_broken = False
    for line, _ in lines:
        is_broken = _BROKEN.search(line) is not None
        words = _WORD.findall(line)
        whole = words[was_broken : len(words) - is_broken]
        found.update(word.casefold() for word in whole)
        was_broken = is_broken
    return frozenset(found)


def _lines(page: str, number: int) -> list[Line]:
    """The lines of a page without what every page repeats."""
    told = [" ".join(line.split()) for line in page.splitlines()]
    told = [line for line in told if line and not _is_stamp(line)]
    if sum(map(_is_line_number, told)) >= _FEWEST_LINE_NUMBERS:
        told = [line for line in told if not _is_line_number(line)]
    for edge in (0, -1):
        if told and _PAGE_NUMBER.fullmatch(told[edge]):
            del told[edge]
    return [(line, number) for line in told]


def _is_stamp(line: str) -> bool:
    return len(line) <= _LONGEST_STAMP and _STAMP.fullmatch(line) is not None


def _is_line_number(line: str) -> bool:
    return _LINE_NUMBER.fullmatch(line) is not None


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each paragraph."""
    full = _full_width(line for line, _ in lines)
    group: list[Line] = []
    for line in lines:
        if group and _begins(line[0], group[-1][0], full):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _full_width(lines: Iterable[str]) -> int:
    """How many characters a line has that reaches the margin: of ten lines the ninth longest."""
    lengths = sorted(map(len, lines))
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _begins(line: str, before: str, full: int) -> bool:
    """Does a paragraph begin with this line?"""
    if _stands_alone(line) or _stands_alone(before):
        return True
    if not _FINISHED.fullmatch(before):
        return False
    is_short = len(before) < _MARGIN * full
    return is_short or any(each.match(line) for each in (_ITEM, _OPENING))


def _stands_alone(line: str) -> bool:
    return _HEADING.fullmatch(line) is not None or _CLOSING.match(line) is not None


def _joined(group: Sequence[Line], words: Collection[str]) -> str:
    """The lines as one; a word that was broken at the end of a line is whole again."""
    parts = [group[0][0]]
    for line, _ in group[1:]:
        broken = _BROKEN.search(parts[-1])
        if broken is None:
            parts.append(" ")
        elif _is_one_word(broken[1], line, words):
            parts[-1] = parts[-1][:-1]
        parts.append(line)
    return "".join(parts)


def _is_one_word(begun: str, line: str, words: Collection[str]) -> bool:
    """Was the hyphen put there by the line's end? The rest of the document knows the word.

    Where it does not, two parts that are words of their own ("court", "ordered") keep it.
    """
    rest = _WORD.match(line)
    if rest is None or not rest[0].islower():
        return False
    begun, ended = begun.casefold(), rest[0].casefold()
    if begun + ended in words:
        return True
    return f"{begun}-{ended}" not in words and not {begun, ended} <= set(words)
