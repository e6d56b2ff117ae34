"""CourtListener's API on 127.0.0.1, about invented parties: its shapes, pages and refusals.

with Listener() as listener:
    listener.docket()
    listener.entry(132, description="ORDER")
    listener.asked_for       the questions that came, as a reader would put them
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.loopback import Answer, Loopback

TOKEN = "0123456789abcdef0123456789abcdef01234567"
BEGAN = datetime(2025, 5, 23, 12, 0, tzinfo=UTC)
Row = dict[str, Any]


class Listener(Loopback):
    def __init__(self) -> None:
        super().__init__()
        self.dockets: dict[int, Row] = {}
        self.entries: dict[int, Row] = {}
        self.page_size = 20
        self.refusals: list[Answer] = []  # given before anything else, each once
        self.next_origin: str | None = None  # where the next page is said to be
        self.before_answers: Callable[[str], Answer | None] = lambda path: None
        self._changes = 0

    def changed(self) -> str:
        """A time of change, each a second after the last."""
        self._changes += 1
        return (BEGAN + timedelta(seconds=self._changes)).isoformat()

    def docket(self, id: int = 1, **told: object) -> Row:
        self.dockets[id] = {
            "resource_uri": self.url(f"/api/rest/v4/dockets/{id}/"),
            "id": id,
            "court": self.url("/api/rest/v4/courts/mad/"),
            "court_id": "mad",
            "docket_number": "1:25-cv-00001",
            "docket_number_core": "2500001",
            "pacer_case_id": "1001",
            "case_name": "Example v. Sample Agency",
            "absolute_url": f"/docket/{id}/example-v-sample-agency/",
            "assigned_to_str": "Pat Example",
            "date_filed": "2025-01-02",
            "date_terminated": None,
            "date_last_filing": "2025-05-23",
            "date_modified": BEGAN.isoformat(),
            "cause": "05:702 Administrative Procedure Act",
            "nature_of_suit": "Other Statutory Actions",
            "original_court_info": None,
            "tags": [],
        } | told
        return self.dockets[id]

    def entry(self, number: int | None, docket: int = 1, **told: object) -> Row:
        id = 1000 * docket + len(self.entries)
        self.entries[id] = {
            "resource_uri": self.url(f"/api/rest/v4/docket-entries/{id}/"),
            "id": id,
            "docket": self.url(f"/api/rest/v4/dockets/{docket}/"),
            "date_created": BEGAN.isoformat(),
            "date_modified": self.changed(),
            "date_filed": "2025-05-22",
            "time_filed": None,
            "entry_number": number,
            "recap_sequence_number": f"2025-05-22.{len(self.entries):03}",
            "pacer_sequence_number": None if number is None else 4 * number,
            "description": f"MOTION number {number} by Example. (Entered: 05/22/2025)",
            "tags": [],
            "recap_documents": [self.paper(number)] if number else [],
        } | told
        return self.entries[id]

    def paper(self, number: int, **told: object) -> Row:
        return {
            "id": 9000 + number,
            "date_modified": self.changed(),
            "document_number": str(number),
            "attachment_number": None,
            "document_type": 1,
            "pacer_doc_id": f"09511{number:06}",
            "is_available": False,
            "is_sealed": None,
            "filepath_local": None,
            "filepath_ia": "",
            "page_count": None,
            "description": "Motion for Order",
        } | told

    def edit(self, row: Row, **told: object) -> None:
        row |= told | {"date_modified": self.changed()}

    def frees(self, row: Row) -> None:
        """A volunteer brings in the PDF: the document changes, its entry does not."""
        paper = row["recap_documents"][0]
        name = f"gov.uscourts.mad.1001.{row['entry_number']}.0.pdf"
        path = f"recap/gov.uscourts.mad.1001/{name}"
        paper |= {"is_available": True, "filepath_local": path, "date_modified": self.changed()}

    @property
    def asked_for(self) -> list[str]:
        return [_in_words(each.path) for each in self.requests]

    def next_answer(self, path: str) -> Answer:
        if self.refusals:
            return self.refusals.pop(0)
        refused = self.before_answers(path)
        if refused is not None:
            return refused
        if self.requests[-1].headers["Authorization"] != f"Token {TOKEN}":
            return _json({"detail": "Invalid token."}, 401)
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        match parts.path.removeprefix("/api/rest/v4/").strip("/").split("/"):
            case ["dockets"]:
                return self._page([each for each in self.dockets.values() if _fits(each, query)])
            case ["dockets", id] if int(id) in self.dockets:
                return _json(self.dockets[int(id)])
            case ["docket-entries"]:
                return self._entries(parts.path, query)
        return _json({"detail": "No Docket matches the given query."}, 404)

    def _entries(self, path: str, query: dict[str, str]) -> Answer:
        id = query.pop("docket")
        if int(id) not in self.dockets:
            refused = {"docket": ["Select a valid choice. That is not one of the choices."]}
            return _json(refused, 400)
        cursor = query.pop("cursor", None)
        rows = [each for each in self.entries.values() if each["docket"].endswith(f"/{id}/")]
        rows = [each for each in rows if _has_changed(each, query)]
        rows.sort(key=lambda each: each["date_modified"], reverse=True)
        rows = [each for each in rows if cursor is None or each["date_modified"] < cursor]
        page, more = rows[: self.page_size], rows[self.page_size :]
        if not more:
            return self._page(page)
        query |= {"docket": id, "cursor": page[-1]["date_modified"]}
        return self._page(page, f"{self.next_origin or self.url('')}{path}?{urlencode(query)}")

    def _page(self, rows: list[Row], next_url: str | None = None) -> Answer:
        return _json({"next": next_url, "previous": None, "results": rows})


def _json(told: object, status: int = 200) -> Answer:
    return Answer(json.dumps(told).encode(), status, {"Content-Type": "application/json"})


def _fits(docket: Row, query: dict[str, str]) -> bool:
    told = {name: docket["court_id" if name == "court" else name] for name in query}
    return told == query


def _has_changed(entry: Row, query: dict[str, str]) -> bool:
    papers = entry["recap_documents"]
    if query.get("recap_documents__is_available"):
        papers = [each for each in papers if each["is_available"]]
        since = query.get("recap_documents__date_modified__gt", "").replace("Z", "+00:00")
        return any(each["date_modified"] > since for each in papers)
    return bool(entry["date_modified"] > query.get("date_modified__gt", "").replace("Z", "+00:00"))


def _in_words(path: str) -> str:
    """`entries 1 page 2`: what a request asks, without the times in it."""
    parts = urlsplit(path)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    what = parts.path.removeprefix("/api/rest/v4/").strip("/").replace("/", " ")
    if what != "docket-entries":
        names = [name for name in query if name != "court"]
        return " ".join([what, *(f"by {name}" for name in names)])
    what = "documents" if "recap_documents__is_available" in query else "entries"
    more = {"cursor": "more", "date_modified__gt": "changed"}
    return " ".join([what, query["docket"], *(more[name] for name in more if name in query)])
