"""docs/alerts.md shows every picture, small, and tells of all that a template may print."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from notify import render, specimen
from notify.digest import Brief, Held
from notify.links import Link
from notify.words import Line

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE = (DOCS / "alerts.md").read_text()


def test_every_picture_is_shown_and_small() -> None:
    pictures = sorted((DOCS / "alerts").glob("*.png"))
    assert {f"alerts/{each.name}" for each in pictures} == set(
        re.findall(r"alerts/[\w-]+\.png", PAGE)
    )
    assert all(each.stat().st_size < 60_000 for each in pictures)


def test_every_variable_of_a_template_is_told_of() -> None:
    told = set(re.findall(r"`(\w+)", PAGE))
    names = {*render.page(specimen.alert()), *render.page(specimen.digest())} - {"clean"}
    nouns = {field.name for noun in (Line, Brief, Held, Link) for field in fields(noun)}
    assert names <= told
    assert nouns <= told
