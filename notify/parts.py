"""A text too long for one message, as several: split, never cut. Pure.

A part ends between two filings where it can, else at the end of a line, else between two words;
never inside a link, never with markup left open. Our Markdown keeps a mark on its line, so that
only a line that is too long by itself needs care.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

Fits = Callable[[str], bool]

_TOKEN = re.compile(  # what has to stay in one piece
    r"\[(?:\\.|[^\]\\])*\]\([^\s)]*\)"  # a link
    r"|\*\*(?:\\.|\*(?!\*)|[^*\\])+\*\*"  # bold words
    r"|(?:\\.|[^\s\\])+"  # a word, with its escaped marks
    r"|\\"
)
_BEGINS_FILING = "- "
_BOLD = "**"


def parts(text: str, fits: Fits) -> list[str]:
    """The text in as few parts as hold it, each of which `fits`."""
    if fits(text):
        return [text]
    found: list[str] = []
    for block in _blocks(text):
        if found and fits(found[-1] + block):
            found[-1] += block
        elif fits(block.strip("\n")):
            found.append(block)
        else:
            found += _packed(_lines(block, fits), fits)
    return [part for each in found if (part := each.strip("\n"))]


def _blocks(text: str) -> Iterator[str]:
    """A filing with all its lines, or a paragraph."""
    block = ""
    for line in text.splitlines(keepends=True):
        if block and (line.startswith(_BEGINS_FILING) or block.endswith("\n\n")):
            yield block
            block = ""
        block += line
    yield block


def _lines(block: str, fits: Fits) -> Iterator[str]:
    for line in block.splitlines(keepends=True):
        if fits(line.rstrip("\n")):
            yield line
        else:
            yield from (f"{piece}\n" for piece in _packed(_words(line, fits), fits))


def _words(line: str, fits: Fits) -> Iterator[str]:
    for token in _TOKEN.findall(line):
        yield from (f"{piece} " for piece in ([token] if fits(token) else _broken(token, fits)))


def _broken(token: str, fits: Fits) -> Iterator[str]:
    """What is too long without any blank, or in bold; a link so long is none of ours."""
    if token.startswith(_BOLD) and token.endswith(_BOLD) and len(token) > 2 * len(_BOLD):
        inner = _packed(_words(token[2:-2], lambda text: fits(f"**{text}**")), fits)
        yield from (f"**{piece.strip()}**" for piece in inner)
        return
    atoms = re.findall(r"\\.|.", token)
    yield from _packed(atoms, fits)


def _packed(pieces: Iterable[str], fits: Fits) -> list[str]:
    """Pieces joined for as long as they fit."""
    found: list[str] = []
    for piece in pieces:
        if found and fits((found[-1] + piece).rstrip()):
            found[-1] += piece
        else:
            found.append(piece)
    return [piece.rstrip(" ") for piece in found]
