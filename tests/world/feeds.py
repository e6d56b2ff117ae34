"""The feeds of courts, CourtListener and govinfo, as they are at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

from tests.world.story import CASES, FILINGS, Case, Filing, seen

WINDOW = timedelta(hours=24)
PACIFIC = ZoneInfo("America/Los_Angeles")
SCOPES = {"mad": "all", "ca4": "orders,opinions,judgments"}
STORAGE = "https://storage.courtlistener.com/recap"


def pacer(court: str, now: datetime) -> bytes:
    """A CM/ECF feed, rebuilt at 44 past each hour; D. Md. answers with no byte."""
    if court == "mdd":
        return b""
    built = (now - timedelta(minutes=44)).replace(minute=44, second=0, microsecond=0)
    if court == "ca1":
        return _channel("not configured for feed", built, ())
    listed = [
        each
        for each in FILINGS
        if each.case.court == court and each.feed and built - WINDOW < each.at <= built
    ]
    scope = f"Docket entries of type: {SCOPES[court]}"
    return _channel(scope, built, map(_item, reversed(listed)))


def _channel(scope: str, built: datetime, items: Iterable[str]) -> bytes:
    return (
        '<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel>'
        f"<title>Filing Database</title><description>{scope}</description>"
        f"<lastBuildDate>{_rfc(built)}</lastBuildDate>{''.join(items)}</channel></rss>"
    ).encode()


def _item(filing: Filing) -> str:
    is_appeal = filing.case.case_id is None
    guid, told = (_appellate if is_appeal else _district)(filing)
    title = f"{filing.case.number.removesuffix('-BEM')} {filing.case.caption}"
    return (
        f"<item><title>{escape(title)}</title><link>{escape(guid)}</link>"
        f'<description>{escape(told)}</description><guid isPermaLink="true">{escape(guid)}</guid>'
        f"<pubDate>{_rfc(filing.at)}</pubDate></item>"
    )


def _district(filing: Filing) -> tuple[str, str]:
    ecf = f"https://ecf.{filing.case.court}.uscourts.gov"
    told = f"[{filing.label}]"
    if filing.has_document:
        link = f"{ecf}/doc1/{doc_id(filing)}?caseid={filing.case.case_id}&de_seq_num={filing.seq}"
        told += f' (<a href="{link}" >{filing.number}</a>)'
    return f"{ecf}/cgi-bin/DktRpt.pl?{filing.case.case_id}&{filing.seq}", told


def _appellate(filing: Filing) -> tuple[str, str]:
    room = f"https://ecf.{filing.case.court}.uscourts.gov/n/beam/servlet/TransportRoom"
    case = f"servlet=DocketReportFilter.jsp&caseNum={filing.case.number}&partId={filing.seq}"
    return f"{room}?{case}", f"[{filing.label}]"


def doc_id(filing: Filing) -> str:
    return f"09501{filing.seq:07}"


def _rfc(at: datetime) -> str:
    return at.strftime("%a, %d %b %Y %H:%M:%S GMT")


def govinfo(court: str, now: datetime) -> bytes:
    """Opinions, days late."""
    listed = [
        each
        for each in FILINGS
        if each.case.court == court
        and each.govinfo_after is not None
        and each.at + each.govinfo_after <= now
    ]
    items = "".join(map(_opinion, listed))
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
        f"<title>United States Courts Opinions</title>{items}</channel></rss>"
    ).encode()


def _opinion(filing: Filing) -> str:
    number = filing.case.number.replace(":", "_")
    package = f"USCOURTS-{filing.case.court}-{number.removesuffix('-PX')}"
    if ":" not in filing.case.number:
        term, serial = filing.case.number.split("-")
        package = f"USCOURTS-{filing.case.court}-{term}-{serial.zfill(5)}"
    link = f"https://www.govinfo.gov/app/details/{package}/{package}-0"
    title = f"{filing.case.number} - {filing.case.caption}"
    return (
        f"<item><title>{escape(title)}</title><link>{link}</link>"
        f'<guid isPermaLink="false">{package}-0</guid>'
        f"<description>{escape(title)}</description>"
        f"<pubDate>{_rfc(filing.at.replace(hour=4, minute=0))}</pubDate></item>"
    )


def atom(courtlistener_id: int, now: datetime) -> bytes:
    """CourtListener's feed of a docket: the last 30 entries, by day alone."""
    case = next(each for each in CASES if each.courtlistener_id == courtlistener_id)
    entries = "".join(map(_atom_entry, shared(case, now)[-30:][::-1]))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xml:lang="en-us" xmlns="http://www.w3.org/2005/Atom">'
        f"<title>Docket updates for {escape(case.caption)}, {case.number}</title>"
        f"<id>https://www.courtlistener.com/</id>{entries}</feed>"
    ).encode()


def shared(case: Case, now: datetime) -> list[Filing]:
    """What CourtListener has of a case: the feed's stubs, and what people shared."""
    return [each for each in seen(case, now) if each.feed or is_shared(each, now)]


def is_shared(filing: Filing, now: datetime) -> bool:
    return filing.text_after is not None and filing.at + filing.text_after <= now


def has_copy(filing: Filing, now: datetime) -> bool:
    return filing.copy_after is not None and filing.at + filing.copy_after <= now


def storage_path(filing: Filing) -> str:
    name = f"gov.uscourts.{filing.case.court}.{filing.case.case_id}"
    return f"recap/{name}/{name}.{filing.number}.0.pdf"


def _atom_entry(filing: Filing) -> str:
    case = filing.case
    page = f"https://www.courtlistener.com/docket/{case.courtlistener_id}/slug/?order_by=desc"
    is_minute = filing.number is None
    anchor = f"minute-entry-{filing.id}" if is_minute else f"entry-{filing.number}"
    head = f"Minute entry from {filing.day}" if is_minute else f"Entry #{filing.number}"
    midnight = datetime(*filing.day.timetuple()[:3], tzinfo=PACIFIC)
    return (
        f"<entry><title>{head} in {escape(case.caption)}, {case.number}</title>"
        f'<link href="{page}#{anchor}" rel="alternate"/><id>{page}#{anchor}</id>'
        f"<published>{midnight.isoformat()}</published>"
        f'<summary type="html">{escape(filing.text)}</summary></entry>'
    )
