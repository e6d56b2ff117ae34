"""What becomes of notices by mail: each file in `tests/data/court_mail` as its `.json`.

To add a case, add the two files. One that does not come from a court is named `forwarded`.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import Snapshot, Source, SourceKind, SourceState
from scraper.parsers import court_mail, mail_letter
from tests.parsers.telling import told

DATA = Path(__file__).parents[1] / "data" / "court_mail"
MAILS = sorted(path for path in DATA.iterdir() if path.suffix != ".json")
SECRETS = (
    "firm.example",
    "agency.example",
    "Recipient",
    "77910494",
    "88910494",
    "b775e9908ad79ce2",
    "f89f202b",
    "magic",
    "uid=",
)


# A mail in a mail in a mail, deeper than Python goes.
NESTED = b"".join(
    b"From: a@uscourts.gov\nContent-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
    for n in range(3000)
)


def body(name: str) -> bytes:
    return (DATA / name).read_bytes()


def read(name: str) -> Snapshot:
    return court_mail.parse(body(name), any_sender=name.startswith("forwarded"))


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_a_mail_becomes_what_stands_beside_it(path: Path) -> None:
    assert told(read(path.name)) == json.loads(path.with_suffix(".json").read_text())


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_no_recipient_and_no_one_time_link_is_told(path: Path) -> None:
    found = repr(read(path.name))
    assert [secret for secret in SECRETS if secret in found] == []


@pytest.mark.parametrize(
    "link",
    [
        "https://links.example/?url=https%3A%2F%2Fecf%2Fdoc1%3Fcaseid%3D9%26magic_num%3D77910494",
        "https://links.example/?url=https%253A%252F%252Fecf%253Fuid%253Db775e9908ad79ce2",
        "https://links.example/?url=https%3A%2F%2Fecf%2FNDA%2Ff89f202b&data=5",
    ],
)
def test_nor_one_that_a_link_scanner_escaped(link: str) -> None:
    mail = body("mad_plain.eml").replace(b"(joint)", f"(joint) {link}".encode())
    found = repr(court_mail.parse(mail))
    assert "links.example" in found
    assert [code for code in ("77910494", "b775e9908ad79ce2", "f89f202b") if code in found] == []


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_nor_is_any_of_them_logged(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    read(path.name)
    court_mail.parse(body(path.name).replace(b"Docket Text:", b""), any_sender=True)
    assert [secret for secret in SECRETS if secret in caplog.text] == []


def test_a_filing_spread_over_cases_stands_on_each_docket_by_its_own_number() -> None:
    for name in ("mad_spread.html", "mad_plain.eml"):
        found = [(d.number, e.number, e.seq) for d in read(name).dockets for e in d.entries]
        assert found == [("1:25-cv-90002", 12, 40), ("1:25-cv-90004", 9, 31)]


def test_the_same_letter_is_read_whatever_ends_its_lines() -> None:
    mail = body("mad_nef.eml")
    assert court_mail.parse(mail.replace(b"\n", b"\r\n")) == court_mail.parse(mail)


@pytest.mark.parametrize(
    "sender",
    [
        "ECFnotice@mad.uscourts.gov.example",
        "ECFnotice@muscourts.gov",
        "uscourts.gov@firm.example",
        '"ECFnotice@mad.uscourts.gov" <reader@firm.example>',
        "",
    ],
)
def test_a_message_of_another_sender_is_refused_unless_it_is_asked_for(sender: str) -> None:
    mail = body("mad_nef.eml").replace(
        b"From:ECFnotice@mad.uscourts.gov", b"From:" + sender.encode()
    )
    assert [each.code for each in court_mail.parse(mail).problems] == ["other_sender"]
    assert court_mail.parse(mail, any_sender=True).state is SourceState.OK


def test_a_body_alone_has_no_sender_to_ask_for() -> None:
    assert read("mad_spread.html").state is SourceState.OK


def test_a_notice_without_a_link_needs_to_be_told_its_court() -> None:
    mail = body("mad_spread.html").replace(b"https://ecf.mad.uscourts.gov", b"")
    assert [each.code for each in court_mail.parse(mail).problems] == ["no_court"]
    mad = Source("", SourceKind.MAIL, "mad", "")
    assert [each.court_id for each in court_mail.parse(mail, mad).dockets] == ["mad", "mad"]


def test_a_link_to_elsewhere_names_no_court() -> None:
    mail = body("mad_spread.html").replace(
        b"//ecf.mad.uscourts.gov", b"//ecf.mad.uscourts.gov.example"
    )
    assert [each.code for each in court_mail.parse(mail).problems] == ["no_court"]


def test_recipients_under_an_unknown_heading_end_the_text_all_the_same() -> None:
    mail = body("ca1_nda.eml").replace(
        b"<STRONG>Notice will be electronically mailed to:</STRONG>",
        b"Notice has been electronically mailed to:",
    )
    (docket,) = court_mail.parse(mail).dockets
    assert docket.entries[0].text == (
        "ORDER entered: The motion for stay pending appeal is denied. [25-1393] (ABC)"
    )


@pytest.mark.parametrize(
    ("mail", "code"),
    [
        (b"", "not_a_notice"),
        (b"x" * (mail_letter.LARGEST + 1), "too_large"),
        (b"Case Name:", "no_court"),
        (b"<table>Case Name:" * 100_000, "not_a_notice"),
        (b"Case Name: https://ecf.mad.uscourts.gov/", "unread"),
        (b"From: a@mad.uscourts.gov\nSubject: \xff\xfe=?x?Q?=\n\nCase Name:", "no_court"),
        (
            b"From: a@mad.uscourts.gov\nContent-Type: multipart/mixed; boundary=x\n\n--x",
            "not_a_notice",
        ),
    ],
)
def test_what_is_no_notice_is_refused(mail: bytes, code: str) -> None:
    snapshot = court_mail.parse(mail)
    assert snapshot.state is SourceState.DOWN
    assert [problem.code for problem in snapshot.problems] == [code]


@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(noise: bytes) -> None:
    assert court_mail.parse(noise).state is SourceState.DOWN
    spoiled = body("mad_nef.eml").replace(b"Document Number:", noise)
    assert court_mail.parse(spoiled).state in (SourceState.OK, SourceState.DOWN)


def test_a_time_is_told_to_the_minute_in_the_zone_that_it_names() -> None:
    mail = body("mad_nef.eml").replace(b"2:52 PM EDT", b"2:52 PM CDT")
    (docket,) = court_mail.parse(mail).dockets
    assert docket.entries[0].entered_at == datetime(2025, 5, 23, 19, 52, tzinfo=UTC)


def test_a_mail_is_known_again_by_its_id_and_what_it_says() -> None:
    mail = body("mad_nef.eml")
    otherwise_routed = mail.replace(
        b"Received: from icmecf.example", b"Received: from other.example"
    )
    assert mail_letter.key(otherwise_routed) == mail_letter.key(mail)
    assert mail_letter.key(mail.replace(b"\n", b"\r\n")) == mail_letter.key(mail)
    forged = mail.replace(b"GRANTED", b"DENIED")
    assert mail_letter.key(forged) != mail_letter.key(mail)
