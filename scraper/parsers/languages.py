"""Which language a text is in, by the little words that every sentence needs. Pure.

A page's own word (`<html lang>`) is often that of its template; a library for it brings numpy, or
a model of its own, for what a dozen words tell.
"""

from __future__ import annotations

import re

_WORDS = {
    "en": "the of to and in that is was for on with by from has have he she it at who which said",
    "es": "el la de que y en los del se las por un una con no su para es al lo según",
    "pt": "o a de que e do da em os um uma no na não para com dos é ao se das são",
    "fr": "le la de et les des en un une du dans que est pour qui au pas sur par il elle",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine",
    "it": "il di che e la in un per è una sono non con del della si da le dei gli al",
    "nl": "de het een van en in is dat op te voor met zijn niet aan er om door ook",
}
_LITTLE = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 20  # words; fewer tell nothing
_MOST = 400  # words that are looked at
_SHARE = 0.15  # of a text are at least its language's own little words
_TAG = re.compile(r"([a-z]{2,3})(?:[-_].*)?")


def of(text: str, told: str | None = None) -> str | None:
    """The language's code ("en"), where the text is plain about it; else what was told."""
    words = [each.lower() for each in _WORD.findall(text[: 20 * _MOST])[:_MOST]]
    shares = {
        language: sum(each in little for each in words) / max(len(words), 1)
        for language, little in _LITTLE.items()
    }
    first, second = sorted(shares, key=lambda each: shares[each], reverse=True)[:2]
    is_plain = shares[first] >= _SHARE and shares[first] > 1.2 * shares[second]
    return first if len(words) >= _ENOUGH and is_plain else code(told)


def code(told: str | None) -> str | None:
    """`en` of `en-US`; None where it is no code of a language."""
    found = _TAG.fullmatch((told or "").strip().lower()[:20])
    return found[1] if found else None
