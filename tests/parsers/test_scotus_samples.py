"""Real dockets of the Supreme Court, where the samples lie beside this checkout."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from db import numbers
from db.models import Docket, Relation, Source, SourceKind, SourceState
from scraper.parsers import scotus

SAMPLES = Path(__file__).resolve().parents[2] / ".." / "shared" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are not here")

ANSWERS = sorted(
    str(path.relative_to(SAMPLES))
    for path in SAMPLES.glob("scotus-*/*")
    if not path.name.endswith(".expected.json")
)
_ROLES = re.compile(r",? (?:Petitioner|Applicant)s?(?= v\.|$)|, et al\.?| Executrix")


def read(name: str) -> Docket:
    path = SAMPLES / name
    number = path.name.removesuffix(".raw.json").removesuffix(path.suffix)
    snapshot = scotus.parse(path.read_bytes(), Source("", SourceKind.SCOTUS, "scotus", "", number))
    assert (snapshot.state, snapshot.problems, snapshot.complete) == (SourceState.OK, (), True)
    (docket,) = snapshot.dockets
    return docket


def expected(name: str) -> dict[str, Any]:
    path = SAMPLES / name
    stem = path.name.removesuffix(".raw.json").removesuffix(path.suffix)
    told: dict[str, Any] = json.loads(path.with_name(f"{stem}.expected.json").read_text())
    return told


def bare(caption: str | None) -> str:
    """A caption without what the other parser leaves out of some."""
    return _ROLES.sub("", caption or "")


def test_the_samples_are_of_every_shape() -> None:
    assert {Path(name).suffix for name in ANSWERS} == {".htm", ".html", ".json"}
    assert len(ANSWERS) == 13


@pytest.mark.parametrize("name", ANSWERS)
def test_a_sample_has_the_heading_that_another_parser_read(name: str) -> None:
    docket, told = read(name), expected(name)
    assert docket.number == told["docket_number"]
    assert str(docket.filed_on) == told["date_filed"]
    assert bare(docket.caption) == bare(told["case_name"])
    below = [each for each in docket.related if each.relation is Relation.LOWER_COURT]
    assert [each.number for each in below] == list(
        map(numbers.normal, told["lower_court_case_numbers"])
    )
    is_federal = told["lower_court"].startswith("United States")
    assert all((each.court_id is not None) is is_federal for each in below)
    assert all((each.words or "").startswith(told["lower_court"]) for each in below)
    beside = {each.number for each in docket.related if each.relation is Relation.RELATED}
    assert set(told["links"].split()) <= beside


@pytest.mark.parametrize("name", ANSWERS)
def test_a_sample_has_the_rows_that_another_parser_read(name: str) -> None:
    ours = [
        (str(each.filed_on), each.text, [(doc.title, doc.url) for doc in each.documents])
        for each in read(name).entries
    ]
    theirs = [
        (
            each["date_filed"],
            " ".join(each["description"].split()),
            [
                (link["description"], link["document_url"].replace("http://", "https://"))
                for link in each["attachments"]
            ],
        )
        for each in expected(name)["docket_entries"]
    ]
    assert ours == theirs


@pytest.mark.parametrize("name", ANSWERS)
def test_a_sample_has_the_parties_and_counsel_that_another_parser_read(name: str) -> None:
    ours = [(each.role, each.name, list(each.counsel)) for each in read(name).parties]
    theirs = [
        (each["type"], each["name"], [" ".join(one["name"].split()) for one in each["attorneys"]])
        for each in expected(name)["parties"]
    ]
    assert len(ours) == len(theirs)
    for (our_role, our_name, our_counsel), (role, party, counsel) in zip(ours, theirs, strict=True):
        # Where the page names no party, we take it from the title.
        assert (our_role, our_counsel) == (role, counsel)
        assert our_name == " ".join(party.split()) or not party
        assert our_name


@pytest.mark.parametrize("name", ANSWERS)
def test_no_address_of_a_sample_is_kept(name: str) -> None:
    said = repr(read(name))
    for party in expected(name)["parties"]:
        for counsel in party["attorneys"]:
            for field in ("address", "email", "phone", "zip"):
                assert not counsel[field] or counsel[field] not in said
