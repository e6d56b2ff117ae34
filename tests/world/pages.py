"""The Supreme Court's docket pages, and the notices that courts mail."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from html import escape

from tests.world.story import CASES, Case, Filing, seen


def scotus(number: str, now: datetime) -> bytes | None:
    """A docket page, or None: the court answers 404 for a docket that is not there."""
    case = next((each for each in CASES if each.number.lower() == number), None)
    rows = [] if case is None else seen(case, now)
    if case is None or not rows:
        return None
    court, _, lower_number = case.lower.partition(" (")
    proceedings = "".join(map(_row, rows))
    return f"""<!DOCTYPE html><html><head><title>Docket for {case.number}</title>
<meta name="CaseNumber" content="{case.number}" /></head><body>
<table id="docketinfo">
<tr><td><span class="DocketInfoTitle">No. {case.number}</span></td></tr>
<tr><td><span>Title:</span></td><td><span class="title">{_title(case)}</span></td></tr>
<tr><td><span>Docketed:</span></td><td>{rows[0].day:%B %-d, %Y}</td></tr>
<tr><td><span>Lower Ct:</span></td><td>{escape(court)}</td></tr>
<tr><td><span>&nbsp;&nbsp;&nbsp;Case Numbers:</span></td><td>({lower_number}</td></tr>
</table>
<table id="proceedings">
<tr><td class="ProceedingDate">Date</td><td>Proceedings and Orders</td></tr>
{proceedings}</table></body></html>""".encode()


def _title(case: Case) -> str:
    applicant, _, respondent = case.caption.partition(" v. ")
    return f"{escape(applicant)}<br>v.<br>{escape(respondent)}"


def _row(filing: Filing) -> str:
    return (
        f'<tr><td class="ProceedingDate">{filing.day:%b %d %Y}</td>'
        f"<td>{escape(filing.text)}</td></tr>"
    )


def notice(filing: Filing) -> bytes:
    """A notice of docket activity of a court of appeals, to a made-up subscriber."""
    case, ecf = filing.case, f"https://ecf.{filing.case.court}.uscourts.gov"
    mail = EmailMessage()
    mail["From"] = f"cmecf_{case.court}@{case.court}.uscourts.gov"
    mail["To"] = "subscriber@example.org"
    mail["Message-ID"] = f"<{filing.id}@{case.court}.uscourts.gov>"
    mail["Subject"] = f'{case.number} {case.caption} "{filing.label} filed"'
    mail.set_content(
        f"""<html><body><p><strong>***NOTE TO PUBLIC ACCESS USERS***</strong></p>
<p><strong>United States Court of Appeals for the First Circuit</strong></p>
<p><strong>Notice of Docket Activity</strong></p>
<p>The following transaction was entered on {filing.at:%m/%d/%Y} at 4:00:00 PM Eastern Daylight
Time and filed on {filing.day:%m/%d/%Y}</p>
<table>
<tr><td><strong>Case Name:</strong></td><td>{escape(case.caption)}</td></tr>
<tr><td><strong>Case Number:</strong></td><td><a href="{ecf}/cmecf/servlet/TransportRoom?\
servlet=CaseSummary.jsp&amp;caseNum={case.number}">{case.number}</a></td></tr>
</table>
<p><strong>Docket Text:</strong><br><strong>{escape(filing.text)}</strong></p>
<p>Notice will be electronically mailed to:<br>Subscriber: subscriber@example.org</p>
</body></html>""",
        subtype="html",
    )
    return bytes(mail)
