"""A text in small letters, place by place. Pure.

Searching small letters is five times as fast as searching without regard to case.
"""

from __future__ import annotations


def small(text: str) -> str:
    """The same text in small letters, of the same length, so that places in it stay places."""
    return text.replace("İ", "I").lower()  # the one letter whose small form is two characters
