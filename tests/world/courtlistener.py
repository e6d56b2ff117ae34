"""CourtListener's REST API, version 4: dockets and their entries, by cursor, newest first."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from db import numbers
from tests.world.feeds import doc_id, has_copy, is_shared, shared, storage_path
from tests.world.story import CASES, Case, Filing

PAGE = 20
API = "/api/rest/v4/"


def answer(path: str, now: datetime, base: str) -> dict[str, Any] | None:
    """What the service says to a question, or None: there is nothing."""
    parts = urlsplit(path)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    resource, *ids = parts.path.removeprefix(API).strip("/").split("/")
    if resource == "dockets" and ids:
        case = _by_id(ids[0])
        return None if case is None else _docket(case, now, base)
    if resource == "dockets":
        found = [_docket(each, now, base) for each in CASES if _is_asked(each, asked)]
        return _listed(found, None, base, resource)
    if resource == "docket-entries":
        return _entries(asked, now, base)
    return None


def _by_id(text: str) -> Case | None:
    return next((each for each in CASES if str(each.courtlistener_id) == text), None)


def _is_asked(case: Case, asked: dict[str, str]) -> bool:
    if case.courtlistener_id is None or asked.get("court") != case.court:
        return False
    if "pacer_case_id" in asked:
        return asked["pacer_case_id"] == case.case_id
    return numbers.covers(asked.get("docket_number", ""), case.number)


def _listed(found: list[Any], next_url: str | None, base: str, resource: str) -> dict[str, Any]:
    count = f"{base}{API}{resource}/?count=on"
    return {"count": count, "next": next_url, "previous": None, "results": found}


def _docket(case: Case, now: datetime, base: str) -> dict[str, Any]:
    entries = shared(case, now)
    return {
        "resource_uri": f"{base}{API}dockets/{case.courtlistener_id}/",
        "id": case.courtlistener_id,
        "court": f"{base}{API}courts/{case.court}/",
        "court_id": case.court,
        "absolute_url": f"/docket/{case.courtlistener_id}/slug/",
        "docket_number": case.number,
        "docket_number_core": "",
        "pacer_case_id": case.case_id,
        "case_name": case.caption,
        "date_filed": case.filed_on and case.filed_on.isoformat(),
        "date_terminated": None,
        "date_last_filing": entries[-1].day.isoformat() if entries else None,
        "date_modified": now.isoformat(),
        "assigned_to_str": case.judge or "",
        "original_court_info": None,
    }


def _entries(asked: dict[str, str], now: datetime, base: str) -> dict[str, Any] | None:
    case = _by_id(asked["docket"])
    if case is None:
        return None
    told = [(modified(each, now), each) for each in shared(case, now)]
    told.sort(key=lambda each: each[0], reverse=True)
    if after := asked.get("date_modified__gt"):
        told = [each for each in told if each[0] > datetime.fromisoformat(after)]
    start = int(asked.get("cursor", "0"))
    page = [_entry(each, at, now, base) for at, each in told[start : start + PAGE]]
    question = "&".join(f"{name}={value}" for name, value in asked.items() if name != "cursor")
    onward = f"{base}{API}docket-entries/?cursor={start + PAGE}&{question.replace('+', '%2B')}"
    return _listed(page, onward if len(told) > start + PAGE else None, base, "docket-entries")


def modified(filing: Filing, now: datetime) -> datetime:
    """When CourtListener last learned something of it."""
    turns = [filing.at]
    if filing.text_after is not None and is_shared(filing, now):
        turns.append(filing.at + filing.text_after)
    if filing.copy_after is not None and has_copy(filing, now):
        turns.append(filing.at + filing.copy_after)
    return max(turns)


def _entry(filing: Filing, at: datetime, now: datetime, base: str) -> dict[str, Any]:
    is_full = is_shared(filing, now)
    number = filing.number if is_full or filing.has_document else None
    entered = f" (Entered: {filing.day:%m/%d/%Y})"
    return {
        "resource_uri": f"{base}{API}docket-entries/{filing.id}/",
        "id": filing.id,
        "docket": f"{base}{API}dockets/{filing.case.courtlistener_id}/",
        "date_created": filing.at.isoformat(),
        "date_modified": at.isoformat(),
        "date_filed": filing.day.isoformat(),
        "time_filed": None,
        "entry_number": number,
        "recap_sequence_number": f"{filing.day}.001",
        "pacer_sequence_number": filing.seq if filing.has_document else None,
        "description": f"{filing.text}{entered}" if is_full else "",
        "recap_documents": [_document(filing, number, now)],
        "tags": [],
    }


def _document(filing: Filing, number: int | None, now: datetime) -> dict[str, Any]:
    is_available = has_copy(filing, now)
    return {
        "id": filing.id + 100_000,
        "absolute_url": f"/docket/{filing.case.courtlistener_id}/{number}/slug/",
        "document_number": "" if number is None else str(number),
        "attachment_number": None,
        "document_type": 1,
        "pacer_doc_id": doc_id(filing) if filing.has_document and filing.seq else "",
        "is_available": is_available,
        "is_sealed": None,
        "filepath_local": storage_path(filing) if is_available else "",
        "filepath_ia": "",
        "page_count": 14 if is_available else None,
        "description": filing.label,
    }
