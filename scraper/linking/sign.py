"""A sign: one sighting of what a matter can be known by, and what it adds. Pure.

What each kind adds stands in `WEIGHTS`, in points of which 1 is certain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scraper.linking.sighted import Span


@dataclass(frozen=True, slots=True)
class Sign:
    about: str  # snake_case, a key of WEIGHTS
    span: Span  # in the folded text
    what: str = ""  # which of its kind: two countries are two signs
    court_id: str | None = None  # of which court's docket it tells

    @property
    def weight(self) -> float:
        return WEIGHTS[self.about]

    @property
    def names(self) -> bool:
        """It names the matter, as its number or a party does."""
        return self.about in NAMING


WEIGHTS: Mapping[str, float] = {
    "docket_number": 0.8,
    "docket_number_alone": 0.35,  # without its court, where other courts count likewise
    "caption": 0.8,
    "caption_without_points": 0.55,  # "DVD v. DHS"
    "caption_in_part": 0.5,
    "common_caption": 0.4,  # "Massachusetts v. Trump"
    "pseudonym": 0.5,
    "pseudonym_without_points": 0.3,
    "two_initials": 0.25,
    "alias": 0.5,
    "alias_of_one_word": 0.3,
    "person": 0.45,
    "organisation": 0.4,
    "company": 0.2,  # a name of one word
    "surname": 0.1,
    "counsel": 0.2,
    "term": 0.2,
    "judge": 0.3,
    "judge_at_court": 0.27,  # "Judge Murphy, who sits in Boston"
    "judge_by_surname": 0.2,
    "judge_without_title": 0.1,
    "court": 0.1,
    "court_above": 0.08,
    "agency": 0.06,
    "official": 0.04,
    "state": 0.03,
    "body": 0.15,
    "place": 0.12,
    "narrow_subject": 0.2,
    "subject": 0.06,
    "phrase": 0.1,
}
MOST: Mapping[str, float] = {  # what several signs of one kind add together
    "place": 0.2, "official": 0.04, "state": 0.03, "narrow_subject": 0.28, "subject": 0.15,
    "phrase": 0.25, "court": 0.1, "court_above": 0.12, "agency": 0.06, "person": 0.5,
    "organisation": 0.5, "company": 0.3, "term": 0.3, "counsel": 0.25, "body": 0.2, "alias": 0.6,
    "pseudonym": 0.6, "surname": 0.1, "pseudonym_without_points": 0.3,
}  # fmt: skip
CAPTIONS = ("caption", "caption_without_points", "caption_in_part", "common_caption")
JUDGES = ("judge", "judge_at_court", "judge_by_surname", "judge_without_title")
NAMING = frozenset(
    (
        "docket_number", "docket_number_alone", *CAPTIONS[:3], "pseudonym",
        "pseudonym_without_points", "alias", "alias_of_one_word", "person", "organisation",
        "company", "term",
    )
)  # fmt: skip
