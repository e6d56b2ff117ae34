"""Whoever changes a rule has what is kept read anew."""

from __future__ import annotations

from pathlib import Path

from scraper.meaning import edition


def test_an_edition_changes_with_the_users_rules(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    without = edition.of(rules)
    rules.write_text('[[rule]]\nname = "flight report"\n')
    assert edition.of(rules) != without
    rules.unlink()
    assert edition.of(rules) == without
