"""Small letters keep their places."""

from __future__ import annotations

import sys

from scraper.meaning import letters


def test_every_letter_stays_in_its_place() -> None:
    everything = [chr(point) for point in range(sys.maxunicode + 1)]
    assert all(len(letters.small(letter)) == 1 for letter in everything)
    assert letters.small("ORDER İ") == "order i"
