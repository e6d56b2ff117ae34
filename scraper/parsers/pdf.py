"""The text of a PDF, page by page. Pure.

A hostile file can keep the library busy for hours or crash it: outside of tests this runs only
in the process of its own that `scraper.reading` gives it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]  # it has no types

from db.errors import FormatError

# At a line's end the library puts one character for the hyphen and the break.
_BROKEN_WORDS = ("\x02", "\ufffe")


def count(body: bytes) -> int:
    """How many pages it has; FormatError where it is encrypted or damaged."""
    return len(_opened(body))


def pages(body: bytes) -> Iterator[str]:
    """The text of each page, its lines apart; of a scan or a damaged page, nothing but blanks.

    Nothing in it runs: forms and scripts are never loaded.
    """
    document = _opened(body)
    return (_words(document, place) for place in range(len(document)))


def _words(document: pypdfium2.PdfDocument, place: int) -> str:
    """A page that is damaged costs none of the others."""
    try:
        page = document[place]
        words = page.get_textpage()
    except pypdfium2.PdfiumError:
        return ""
    told = _plain(words.get_text_bounded())
    words.close()
    page.close()
    return told


def _opened(body: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        raise FormatError(f"no PDF that can be read: {error}") from error


def _plain(text: str) -> str:
    """Lines of characters that can be seen; a page never holds what parts two pages."""
    for mark in _BROKEN_WORDS:
        text = text.replace(mark, "-\n")
    lines = text.replace("\f", "\n").splitlines()
    return "\n".join("".join(filter(_is_seen, line)).strip() for line in lines)


def _is_seen(character: str) -> bool:
    return character.isprintable() or character.isspace()
