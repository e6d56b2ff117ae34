"""What a search for news asks of a watch: the words under which the press writes of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

LONGEST = 200  # characters of a query, before it is put into an address
WINDOW = "when:7d"  # stories of the last week

_SIDES = re.compile(r"\s+vs?\.?\s+", re.IGNORECASE)
_OTHERS = re.compile(r",?\s+et\s+al\.?|\s+\((?:[^()]*)\)|,(?!\d).*\Z", re.IGNORECASE)
_MIDDLE_INITIALS = re.compile(r"(?<=[a-z])\s+[A-Z]\.(?=\s)")
_TITLES = re.compile(
    r"(?:(?:the|hon\.?|honorable|chief|senior|associate|magistrate|district|circuit|bankruptcy"
    r"|u\.s\.|united states|judge|(justice))\s+)+",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"[\"“”\x00-\x1f]")
_LEAST_LETTERS = 3


def query(captions: Iterable[str], aliases: Iterable[str], judge: str | None) -> str:
    """The words, each in quotes, the surest first, as many as there is room for; or nothing."""
    told = [*aliases, *map(short_form, captions), *_judge(judge)]
    found = ""
    for words in dict.fromkeys(filter(None, map(_plain, told))):
        longer = f'{found} OR "{words}"' if found else f'"{words}"'
        if len(longer) + len(WINDOW) + 1 <= LONGEST:
            found = longer
    return f"{found} {WINDOW}" if found else ""


def address(template: str, words: str, base: str) -> str:
    """The address of a search: `{query}` and `{base}` of its template filled in."""
    return template.replace("{base}", base).replace("{query}", quote(words, safe=""))


def short_form(caption: str) -> str:
    """A caption as a headline has it: "D.V.D. v. U.S. Department of Homeland Security, et al"
    without those who come after the first of each side."""
    sides = [_OTHERS.sub("", side).strip() for side in _SIDES.split(caption, maxsplit=1)]
    return " v. ".join(filter(None, sides))


def _judge(name: str | None) -> Iterator[str]:
    """With one title, as the press has it: a surname alone is anybody's."""
    told = (name or "").partition(",")[0].strip()
    titles = _TITLES.match(told)
    bare = _MIDDLE_INITIALS.sub("", told[titles.end() :] if titles else told)
    if bare:
        yield f"{'Justice' if titles and titles[1] else 'Judge'} {bare}"


def _plain(words: str) -> str:
    """Without what would end the quotes; nothing where too little is left to search for."""
    bare = " ".join("".join(filter(str.isprintable, _QUOTES.sub(" ", words))).split())
    return bare if sum(map(str.isalnum, bare)) >= _LEAST_LETTERS else ""
