"""On entries that people labelled, the bars are met."""

from __future__ import annotations

import pytest

from bench import eval as scoring


@pytest.mark.skipif(not scoring.GOLD.exists(), reason="the labelled entries are not here")
@pytest.mark.parametrize("measure", scoring.BARS)
def test_the_bar_is_met(measure: str) -> None:
    judged, _ = scoring.pairs(scoring.GOLD / "shared.jsonl", scoring.GOLD / "debatable.tsv")
    assert scoring.scores(judged)[measure] >= scoring.BARS[measure]


def test_where_nothing_is_labelled_nothing_is_measured(tmp_path: object) -> None:
    assert scoring.main([f"{tmp_path}/none.jsonl"]) == 0
