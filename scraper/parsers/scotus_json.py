"""The Supreme Court's JSON of a docket -> what it tells.

    {"CaseNumber": "24-966 ", "bCapitalCase": false, "sJsonCreationDate": "05/05/2025",
     "PetitionerTitle": "Example, Petitioner", "RespondentTitle": "Sample Agency",
     "DocketedDate": "March 10, 2025", "Links": "Linked with 24A100",
     "RelatedCaseNumber": [{"RelatedType": "Vide", "DisplayCaseNumber": "24-971"}],
     "LowerCourt": "...", "LowerCourtCaseNumbers": "(23-2051 (See also 23-1853))",
     "ProceedingsandOrder": [{"Date": "Mar 05 2025", "Text": "Petition ... filed.",
                              "Links": [{"Description": "Petition", "DocumentUrl": "..."}]}],
     "Petitioner": [{"Attorney": "...", "PartyName": "..."}], "Respondent": [], "Other": []}

`sJsonCreationDate` moves every day and says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
from bs4 import BeautifulSoup

from db.errors import FormatError
from scraper.parsers import scotus_markup
from scraper.parsers.scotus_docket import Counsel, Row, Told

_ROLES = ("Petitioner", "Respondent", "Other")

Fields = dict[str, Any]


def read(body: bytes) -> Told | None:
    """What the JSON tells; None where it is no docket, FormatError where it is no JSON."""
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise FormatError(f"the answer is no whole JSON: {error}") from error
    if not isinstance(told, dict) or "CaseNumber" not in told:
        return None
    related = [
        f"{_text(each, 'RelatedType')} {_text(each, 'DisplayCaseNumber')}"
        for each in _list(told, "RelatedCaseNumber")
    ]
    sides = [_text(told, "PetitionerTitle"), _text(told, "RespondentTitle")]
    return Told(
        number=_text(told, "CaseNumber"),
        title=" v. ".join(filter(None, sides)),
        docketed=_text(told, "DocketedDate"),
        lower_court=_text(told, "LowerCourt"),
        lower_numbers=_text(told, "LowerCourtCaseNumbers"),
        linked="; ".join([_text(told, "Links"), *related]),
        rows=tuple(_row(each) for each in _list(told, "ProceedingsandOrder")),
        counsel=tuple(_counsel(told)),
    )


def _row(told: Fields) -> Row:
    links = [
        (_text(each, "Description"), _text(each, "DocumentUrl")) for each in _list(told, "Links")
    ]
    day, text = _text(told, "Date"), _text(told, "Text")
    if "<" not in text:
        return Row(day, text, tuple(links))
    # There may be links amid the words: "(Detached <a href=...>Opinion</a>)".
    page = BeautifulSoup(text, "lxml")
    return Row(day, scotus_markup.words(page), (*scotus_markup.links(page), *links))


def _counsel(told: Fields) -> Iterator[Counsel]:
    for role in _ROLES:
        for each in _list(told, role):
            yield Counsel(role, _text(each, "Attorney"), _text(each, "PartyName"))


def _text(told: Fields, name: str) -> str:
    value = told.get(name)
    return value.strip() if isinstance(value, str) else ""


def _list(told: Fields, name: str) -> list[Fields]:
    value = told.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
