"""The one door to juriscraper, the field's parsers of what PACER shows behind its login.

It is an optional extra and takes a quarter of a second to load, so nothing on the path of a
poll comes here, and it is loaded when the first page is read. What it returns are dictionaries
of its own naming, which its neighbours (`docket_report`, `court_mail`) turn into our nouns.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, TypeVar

from db import courts
from db.errors import FormatError

logger = logging.getLogger(__name__)

T = TypeVar("T")
Told = Mapping[str, Any]

_MISSING = "reading docket pages needs juriscraper: pip install 'docketwatch[pacer]'"
_HARMONIZING = ("docket_report", "appellate_docket", "docket_history_report", "email")


def docket_report(page: str, court_id: str) -> Told:
    """A district or bankruptcy docket; of its heading also the `lines`, as they stand."""
    return _told("DocketReport", page, court_id, _with_lines)


def history_report(page: str, court_id: str) -> Told:
    return _told("DocketHistoryReport", page, court_id, _with_lines)


def appellate_docket(page: str, court_id: str) -> Told:
    return _told("AppellateDocketReport", page, court_id, _docket)


def acms_docket(page: str, court_id: str) -> Told:
    """The JSON that the newer dockets of the 2nd and 9th Circuits are made of."""
    return _told("ACMSDocketReport", page, court_id, _docket)


def notice(body: str, court_id: str, subject: str, *, is_html: bool) -> Told:
    """A notice of electronic filing, or of docket activity, that came by mail."""

    def read(report: Any) -> Told:
        return report.data or {}

    content_type = "text/html" if is_html else "text/plain"
    return _told(
        "NotificationEmail", body, court_id, read, subject=subject, content_type=content_type
    )


def _with_lines(report: Any) -> Told:
    told = _docket(report)
    if not told or not report.docket_report_has_content:
        return {}
    is_adversary = bool(report.is_adversary_proceeding)
    return {**told, "lines": report.metadata_values[:-1], "is_adversary": is_adversary}


def _docket(report: Any) -> Told:
    """Parties that cannot be read cost no entries: they are then None."""
    if not report.metadata:
        return {}
    parties = _tried(lambda: report.parties)
    return {**report.metadata, "docket_entries": report.docket_entries, "parties": parties}


def _told(
    form: str, page: str, court_id: str, read: Callable[[Any], Told], **preset: object
) -> Told:
    """What the page tells; nothing where it is not of this form."""
    report = getattr(_library(), form)(_its_name(court_id))
    for name, value in preset.items():
        setattr(report, name, value)

    def whole() -> Told:
        report._parse_text(page)
        return read(report)

    return _tried(whole) or {}


def _its_name(court_id: str) -> str:
    """juriscraper knows courts by the names of their ECF hosts."""
    host = courts.get(court_id).ecf_host
    return court_id if host is None else host.split(".")[1]


def _tried(read: Callable[[], T]) -> T | None:
    """juriscraper raises whatever its code ran into, bare `Exception` among it, wherever a page
    differs from those that it knows: here alone that is caught, whatever it be.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return read()
    except Exception as error:
        logger.info("juriscraper failed: %s", type(error).__name__)
        return None


@cache
def _library() -> ModuleType:
    """juriscraper, kept from what it does at import: it opens a log file in /var/log, or
    complains on stderr that it cannot, and would log every page there.
    """
    its_logger = logging.getLogger("juriscraper.lib.log_tools")
    its_logger.addHandler(logging.NullHandler())
    its_logger.propagate = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            library = import_module("juriscraper.pacer")
    except ImportError as error:
        raise FormatError(_MISSING) from error
    for name in _HARMONIZING:
        # It would spell captions its own way, and leave out their "et al".
        vars(import_module(f"{library.__name__}.{name}"))["harmonize"] = _as_it_stands
    return library


def _as_it_stands(caption: str) -> str:
    return caption
