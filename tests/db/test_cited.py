"""Which entries a docket text names."""

from __future__ import annotations

import pytest

from db import cited


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("MEMORANDUM in Support re 104 MOTION for Preliminary Injunction", [104]),
        ("Opposition to [Dkt. 104] and ECF No. 105", [104, 105]),
        ("RESPONSE re: 12 Sealed Motion, 14 Order", [12, 14]),
        ("REPLY to [20-1] motion to suppress", [20]),
        ("NOTICE OF APPEAL as to 132 Order", [132]),
        ("BRIEF filed (Attachments: # 1 Exhibit A, # 2 Exhibit B)", []),
        ("Appellee's brief due [23-30126]", []),
        ("Case No. 1:25-cv-10676", []),
        ("due by 6/5/2014", []),
        ("within 14 days", []),
    ],
)
def test_numbers_of_entries_are_told_from_others(words: str, named: list[int]) -> None:
    assert cited.numbers(words) == named
