"""What a paper is about does not change what it is."""

from __future__ import annotations

from itertools import product

import pytest

from scraper import classify
from scraper.meaning.words import Words

PAPERS = {
    "MOTION": "motion",
    "MEMORANDUM in Support": "brief",
    "MEMORANDUM in Opposition": "opposition",
    "RESPONSE": "opposition",
    "OBJECTION": "opposition",
    "REPLY": "reply",
    "DECLARATION of Jane Doe": "declaration",
    "EXHIBIT A": "exhibit",
    "LETTER": "letter",
    "STATUS REPORT": "status_report",
    "ANSWER to 1 Complaint": "answer",
    "NOTICE of Appearance by Jane Doe": "appearance",
}
RULINGS = {
    "ORDER": "order",
    "ELECTRONIC ORDER": "order",
    "MEMORANDUM AND ORDER": "order",
    "MEMORANDUM OPINION": "opinion",
}
_SUBJECTS = [
    "re 12 Order on Motion to Compel",
    "re Order to Show Cause",
    "regarding the hearing set for 6/1/2025",
    "re Motion Hearing held on 5/1/2025",
    "re transcript of hearing",
    "to continue the trial set for 6/1/2025",
    "for entry of final judgment",
    "re notice of appeal",
    "re 30 Report and Recommendation",
    "for extension of time to file status report",
    "for appointment of counsel",
    "re certificate of service",
    "re case assigned to Magistrate Judge Doe",
    "for leave to file exhibits under seal",
    "re letter from Jane Doe",
    "re stipulation and proposed order",
    "to reset deadlines and hearings",
    "re complaint and answer",
    "in response to the minute order",
    "regarding plea agreement",
    "to set aside entry of default",
    "regarding settlement conference set for 6/1/2025",
    "re corporate disclosure statement",
    "re discovery",
    "re transfer of case",
]
CASES = list(product(_SUBJECTS, ["mad", "cacb", "ca1"]))


@pytest.mark.parametrize(("subject", "court"), CASES)
def test_a_paper_is_what_its_title_says_whatever_it_is_about(subject: str, court: str) -> None:
    texts = [f"{paper} {subject} by Sample Agency. (Doe, Jane)" for paper in PAPERS]
    assert read(texts, court) == list(PAPERS.values())


@pytest.mark.parametrize(("subject", "court"), CASES)
def test_a_ruling_is_what_its_title_says_whatever_it_is_about(subject: str, court: str) -> None:
    texts = [f"{ruling} {subject}. Signed by Judge Jane Doe." for ruling in RULINGS]
    assert read(texts, court) == list(RULINGS.values())


def read(texts: list[str], court: str) -> list[str]:
    return [classify.explain(Words(court, text=text))[0].kind for text in texts]
