"""An article as linking reads it: title and text as one, folded, cut into sentences. Pure.

Folded means without accents, odd dashes and quotes; every span still leads to the words as they
stood. A page's furniture ("Read more", a list of other headlines) has no sentences, and is left
out; what stands under a heading such as "Related stories" is the page's, not the article's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from db.names import Folded, folded

LONGEST = 60_000  # characters of a text that are read
_LONGEST_QUOTE = 120


class Zone(IntEnum):
    """How near to what the article is about its words stand."""

    TITLE = 0
    LEAD = 1
    BODY = 2


@dataclass(frozen=True, slots=True)
class Sentence:
    start: int
    end: int
    zone: Zone
    paragraph: int  # the title is the first


@dataclass(frozen=True, slots=True)
class Prose:
    told: str  # title and text
    folded: Folded
    sentences: tuple[Sentence, ...]
    text: str  # folded, with blanks in place of what is no sentence
    starts: Sequence[int]  # of the sentences

    def sentence_at(self, place: int) -> int:
        """Which sentence stands at this place of the folded text."""
        return max(0, bisect_right(self.starts, place) - 1)

    def zone_at(self, place: int) -> Zone:
        return self.sentences[self.sentence_at(place)].zone

    def words_of(self, sentence: Sentence) -> str:
        return self.text[sentence.start : sentence.end]

    def quoted(self, span: tuple[int, int]) -> str:
        """The words at a span, as they stood in the article, in one line."""
        start, end = self.folded.place(span)
        words = " ".join(self.told[start:end].split())
        return words if len(words) <= _LONGEST_QUOTE else f"{words[: _LONGEST_QUOTE - 1]}…"


_PARAGRAPH = re.compile(r"\n\s*\n|\n")
_ABBREVIATED = re.compile(
    r"(?:\b(?:v|vs|no|nos|mr|mrs|ms|dr|st|jr|sr|sen|rep|gov|gen|lt|sgt|col|capt|rev|hon|prof|dept"
    r"|inc|corp|co|ltd|llc|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mass|conn|calif|fla|tex"
    r"|ariz|tenn|va|md|pa|dist|cir|ct|u\.s|d\.c|a\.m|p\.m|art|al|etc|approx|num|sra?)|\b[a-z])$",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATED = 8  # characters, with the one before it
_LONGEST_SENTENCE = 2_000  # characters; what goes on longer is cut between two words
_END = re.compile(r"[.!?…]['\")\]]*\s+(?=['\"(\[]*[A-Z0-9])")
# After initials these begin a sentence: "known as O.C.G. The judge said".
_BEGINS = re.compile(
    r"['\"(]*(?:The|He|She|It|They|His|Her|Its|Their|A|An|In|On|At|But|And|That|This|These|Those"
    r"|When|While|After|Before|As|For|If|Under|El|La|Los|Las|Un|Una|En|Le|Les|Der|Die|Das|Er|Sie"
    r"|O|Os|As|Ele|Ela|Judge|U\.S|Lawyers|Attorneys|Last|Earlier|Two|What|We|I)\b"
)
_FURNITURE = re.compile(
    r"(?:by (?:using this site|continuing)|we use cookies|read (?:more|also|next)|related"
    r"|more (?:from|on|stories)|see also|also read|watch|listen"
    r"|advertisement|sign up|subscribe|share this|follow us|click here|recommended|trending"
    r"|most (?:read|popular)|up next|photo|image|getty|copyright|©|all rights reserved"
    r"|the associated press contributed|lea tambien|leer mas|mehr zum thema|lesen sie auch"
    r"|a lire aussi|lire aussi|leia (?:mais|tambem))\b.*",
    re.IGNORECASE | re.DOTALL,
)
_LISTS_OTHERS = re.compile(
    r"(?:related(?: (?:stories|articles|coverage|news|content))?|more (?:stories|news|headlines)"
    r"|more from .{1,40}|recommended(?: stories)?|most (?:read|popular)|trending(?: now)?"
    r"|you (?:may|might) also like|mas noticias|lea tambien|mehr zum thema|a lire aussi"
    r"|leia tambem|other (?:news|headlines)|latest (?:news|headlines|stories)):?",
    re.IGNORECASE,
)
_FINISHED = re.compile(r"[.!?…:;]['\")\]]*$")
_PICTURE = re.compile(
    r"\((?:ap photo|photo by|photo:|file photo|reuters|getty)\b|/getty images\)?$|getty images\.?$"
    r"|reuters/[A-Z]|/(?:afp|ap|reuters)\)?\.?$|via (?:ap|reuters|getty images)\)?\.?$"
    r"|/file photo$|photo courtesy",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 160
_BLANK = " "
_FEWEST_BLANKS = 5  # of a sentence
_SHORT = 60  # characters: a line this short without a point is a heading or a link
_LEAD = 520  # characters of running text
_LEAD_SENTENCES = 4  # of a brief at most two of three


def read(title: str, text: str) -> Prose:
    told = f"{title.strip()}\n\n{text[:LONGEST]}"
    plain = folded(told)
    sentences = tuple(_sentences(plain.text, len(folded(title.strip()).text)))
    text = _with_blanks(plain.text, sentences)
    return Prose(told, plain, sentences, text, [each.start for each in sentences])


def _with_blanks(text: str, kept: Iterable[Sentence]) -> str:
    """As long as before, so that every place stays what it was."""
    parts, end = [], 0
    for each in kept:
        parts += [
            _BLANK * (each.start - end - 1),
            "\n"[: each.start - end],
            text[each.start : each.end],
        ]
        end = each.end
    return "".join([*parts, _BLANK * (len(text) - end)])


def _sentences(text: str, title_end: int) -> Iterator[Sentence]:
    title = _bare(text[:title_end])
    found: list[tuple[int, int, int, bool]] = []
    for number, (begin, finish) in enumerate(_paragraphs(text, title_end)):
        is_title = begin < title_end or _bare(text[begin:finish]) == title
        found += ((*each, number, is_title) for each in _within(text, begin, finish))
    most = min(_LEAD_SENTENCES, -(-2 * sum(not is_title for *_, is_title in found) // 3))
    told = count = 0
    for start, end, number, is_title in found:
        is_leading = count < most and told < _LEAD
        zone = Zone.TITLE if is_title else Zone.LEAD if is_leading else Zone.BODY
        yield Sentence(start, end, zone, number)
        told, count = (told, count) if is_title else (told + end - start, count + 1)


def _bare(words: str) -> str:
    return re.sub(r"\W+", "", words).casefold()


def _paragraphs(text: str, title_end: int) -> Iterator[tuple[int, int]]:
    """Without what stands above the first sentence of a page: its menu, its captions' headings."""
    title, start, has_begun = _bare(text[:title_end]), 0, False
    seen: set[str] = set()
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        words = text[start:end].strip()
        if has_begun and _LISTS_OTHERS.fullmatch(words):
            return
        is_title = start < title_end or _bare(words) == title
        has_begun |= not is_title and _is_sentence(words)
        if words and (is_title or (has_begun and not _is_furniture(words))):
            if is_title or _bare(words) not in seen:
                yield start, end
            seen.add(_bare(words))
        start = gap.end() if gap else end


def _is_sentence(words: str) -> bool:
    is_long = len(words) > 2 * _SHORT
    return is_long or (_FINISHED.search(words) is not None and words.count(" ") >= _FEWEST_BLANKS)


def _is_furniture(words: str) -> bool:
    """Headings, links, captions under pictures."""
    is_short = len(words) <= _SHORT and not _FINISHED.search(words)
    is_notice = len(words) <= _LONGEST_NOTICE and _FURNITURE.match(words) is not None
    return is_short or is_notice or _PICTURE.search(words) is not None


def _within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _END.finditer(text, start, end):
        last = text[max(begin, stop.start() - _LONGEST_ABBREVIATED) : stop.start()]
        if _ABBREVIATED.search(last) and not _BEGINS.match(text, stop.end()):
            continue
        yield from _cut(text, begin, stop.end())
        begin = stop.end()
    if text[begin:end].strip():
        yield from _cut(text, begin, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST_SENTENCE:
        most = start + _LONGEST_SENTENCE
        gap = text.rfind(" ", start + 1, most)
        yield start, most if gap < 0 else gap
        start = most if gap < 0 else gap
    yield start, end
