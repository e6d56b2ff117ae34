"""`docket ingest`: what the user has himself is kept once, told like news, and holds no secret."""

from __future__ import annotations

import json
import mailbox
import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from commands import ingesting, lock
from db.models import DeliveryStatus
from tests.commands.conftest import House
from tests.commands.courthouse import CASE, COMPLAINT, SLUG, Courthouse, Filing
from tests.commands.postoffice import PostOffice
from tests.loopback import unused_port
from tests.scraper.test_tls import certificate

__all__ = ["certificate"]

DATA = Path(__file__).parents[1] / "data"
PAGE = DATA / "docket_report" / "mad_district.html"
NOTICE = DATA / "court_mail" / "mad_nef.eml"
SPREAD = DATA / "court_mail" / "mad_spread.html"
SECRETS = (
    b"77910494",
    b"firm.example",
    b"agency.example",
    b"Recipient",
    b"clinic.example",
    b"555-01",
    b"samplelogin",
    b"hunter2",
)


def in_store(house: House) -> bytes:
    """Every byte of the database, and of what it has not merged yet."""
    return b"".join(path.read_bytes() for path in house.folder.glob("docket.db*"))


def just_entered(mail: Path = NOTICE) -> bytes:
    """The notice as it would be had the order been entered this minute."""
    now = datetime.now(ZoneInfo("America/New_York")) + timedelta(minutes=1)
    told = f"{now:%m/%d/%Y} at {now:%I:%M %p %Z}"
    return mail.read_bytes().replace(b"5/23/2025 at 2:52 PM EDT", told.encode())


def entries(house: House, case: str = CASE) -> list[dict[str, object]]:
    (told,) = house.lines("show", case)
    return [entry for docket in told["dockets"] for entry in docket["entries"]]


# Docket pages.


def test_a_docket_page_is_kept_though_nobody_watches_it(house: House) -> None:
    told = house.docket("ingest", "docket-report", PAGE)
    assert told.stdout == (
        "mad 1:25-cv-10676 D.V.D. et al v. U.S. Department of Homeland Security et al:"
        " 3 entries, 3 new\n"
    )
    assert f'`docket watch "{CASE}"` begins to follow it.' in told.stderr
    assert [entry["number"] for entry in entries(house)] == [64, 116, 132]


def test_the_same_page_again_tells_nothing_new(house: House) -> None:
    house.docket("ingest", "docket-report", PAGE)
    before = entries(house)
    assert "3 entries, nothing new" in house.docket("ingest", "docket-report", PAGE).stdout
    assert entries(house) == before


def test_what_is_taken_in_is_told_as_json(house: House) -> None:
    (told,) = house.lines("ingest", "docket-report", PAGE)
    assert told == {
        "place": str(PAGE),
        "docket": CASE,
        "caption": "D.V.D. et al v. U.S. Department of Homeland Security et al",
        "source": "docket_report:mad:1:25-cv-10676",
        "entries": 3,
        "new": 3,
        "known": 0,
        "watched": False,
        "kept": True,
        "problems": [],
    }


def test_a_page_that_is_no_docket_costs_no_other(house: House) -> None:
    login = DATA / "docket_report" / "mad_login.html"
    told = house.docket("ingest", "docket-report", login, "nothing.html", PAGE, exits=1)
    assert f"{login}: this is no docket: it leads to PACER's login" in told.stderr
    assert "nothing.html: cannot be read" in told.stderr
    assert "3 entries, 3 new" in told.stdout


def test_a_page_that_names_two_courts_needs_a_word(house: House, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(PAGE.read_bytes().replace(b"ecf.mad", b"ecf.nhd", 1))
    told = house.docket("ingest", "docket-report", page, exits=1)
    assert "add --court" in told.stderr
    assert CASE in house.docket("ingest", "docket-report", page, "--court", "mad").stdout


def test_a_feed_and_a_page_of_one_case_are_one_docket(court: Courthouse) -> None:
    order = Filing("Order", 512, minutes=60, number=132)
    court.lists(order)
    court.house.docket("watch", CASE)
    told = court.house.docket("ingest", "docket-report", PAGE)
    assert "3 entries, 2 new" in told.stdout
    assert told.stderr == ""
    assert [entry["number"] for entry in entries(court.house)] == [64, 116, 132]


def test_an_old_page_does_not_bring_a_redacted_name_back(court: Courthouse, tmp_path: Path) -> None:
    named = "Example Person v. Sample Agency"
    court.lists(replace(COMPLAINT, caption=named))
    court.house.docket("watch", CASE)
    court.lists(replace(COMPLAINT, caption="E.P. v. Sample Agency"))
    court.house.docket("poll", "--force")
    page = tmp_path / "page.html"
    caption = "D.V.D. et al v. U.S. Department of Homeland Security et al"
    page.write_text(PAGE.read_text().replace(caption, named))
    told = court.house.docket("ingest", "docket-report", page)
    assert "E.P. v. Sample Agency: 3 entries" in told.stdout
    assert "Example Person" not in told.output
    (taken,) = court.house.lines("ingest", "docket-report", page)
    assert taken["caption"] == "E.P. v. Sample Agency"


# Mail.


def test_a_notice_of_a_watched_case_is_news_at_once(court: Courthouse, tmp_path: Path) -> None:
    court.lists(COMPLAINT)
    court.house.docket("watch", CASE)
    mail = tmp_path / "notice.eml"
    mail.write_bytes(just_entered())
    told = court.house.docket("ingest", "mail", mail).stdout
    assert "1 entry, 1 new" in told
    assert "MEMORANDUM AND ORDER" in told
    assert f"docket mute {SLUG}" in told
    with court.house.store() as store:
        assert [each.status for each in store.deliveries.all()] == [DeliveryStatus.SENT]


def test_a_notice_is_taken_in_once(house: House) -> None:
    house.docket("watch", CASE, "--no-look")
    assert "1 entry, 1 new" in house.docket("ingest", "mail", NOTICE).stdout
    again = house.docket("ingest", "mail", NOTICE)
    assert (again.stdout, again.stderr) == ("", "1 mail was taken in before\n")
    assert "1 entry, nothing new" in house.docket("ingest", "mail", NOTICE, "--again").stdout
    assert len(entries(house)) == 1


def test_what_nobody_watches_is_not_kept_unless_it_is_asked_for(house: House) -> None:
    told = house.docket("ingest", "mail", SPREAD)
    assert told.stdout == ""
    assert "Nobody watches mad 1:25-cv-90002; it is not kept, unless with --all." in told.stderr
    assert house.lines("show", "--court", "mad") == []
    assert house.docket("ingest", "mail", SPREAD, "--all").stdout.count("1 entry, 1 new") == 2
    assert len(house.lines("show", "--court", "mad")) == 2


def test_a_mail_that_was_left_out_is_read_again_once_its_case_is_watched(house: House) -> None:
    house.docket("ingest", "mail", SPREAD)
    house.docket("watch", "mad 1:25-cv-90004", "--no-look")
    assert "mad 1:25-cv-90004" in house.docket("ingest", "mail", SPREAD).stdout
    assert [each["number"] for each in house.lines("show", "--court", "mad")] == ["1:25-cv-90004"]


def test_a_notice_of_what_a_query_finds_is_news_and_kept(court: Courthouse, tmp_path: Path) -> None:
    """Red when: only cases that are followed by their number count as watched."""
    mail = tmp_path / "notice.eml"
    mail.write_bytes(just_entered())
    court.house.docket("watch", "--court", "mad", "--party", "Sample Agency", "--name", "agency")
    assert "Nobody watches" in court.house.docket("ingest", "mail", mail).stderr
    assert court.house.lines("log") == []
    party = "Department of Homeland Security"
    court.house.docket("watch", "--court", "mad", "--party", party, "--name", "dhs")
    told = court.house.docket("ingest", "mail", mail)
    assert "1 entry, 1 new" in told.stdout
    assert "Nobody watches" not in told.stderr
    assert "docket mute dhs" in told.stdout + court.house.docket("poll").stdout


def test_a_notice_older_than_the_query_is_kept_in_silence(court: Courthouse) -> None:
    party = "Department of Homeland Security"
    court.house.docket("watch", "--court", "mad", "--party", party, "--name", "dhs")
    court.house.docket("ingest", "mail", NOTICE)
    assert [each["quiet"] for each in court.house.lines("log")] != []
    assert court.house.lines("log", "--loud") == []
    assert court.house.lines("outbox") == []


def test_a_letter_that_is_no_notice_is_refused(house: House) -> None:
    private = DATA / "court_mail" / "private.eml"
    assert "no notice" in house.docket("ingest", "mail", private, exits=1).stderr


def test_a_forwarded_notice_is_taken_only_where_the_user_names_it(house: House) -> None:
    """What comes in through a pipe may be whatever somebody sent."""
    forwarded = DATA / "court_mail" / "forwarded.eml"
    mail, words = forwarded.read_text(), ("ingest", "mail", "-")
    assert "--any-sender" in house.docket(*words, given=mail, exits=1).stderr
    assert "is not kept" in house.docket(*words, "--any-sender", given=mail).stderr
    assert "1 entry, 1 new" in house.docket("ingest", "mail", forwarded, "--all").stdout


def test_no_secret_reaches_the_store_or_what_is_said(house: House) -> None:
    mails = [*(DATA / "court_mail").glob("*.eml"), SPREAD]
    takes = ("ingest", "mail", "--all", "--any-sender", "--again")
    told = [
        house.docket("ingest", "docket-report", PAGE),
        house.docket(*takes, *mails, exits=1),  # one of them is no notice
        house.docket(*takes, "--json", *mails, exits=1),
        house.docket("inspect", NOTICE, "--as", "nef"),
        house.docket("log", "--json"),
    ]
    said = "".join(each.output for each in told).encode()
    kept = in_store(house)
    assert b"MEMORANDUM AND ORDER" in kept
    assert b"MEMORANDUM AND ORDER" in said
    assert [secret for secret in SECRETS if secret in kept or secret in said] == []


def kinds(house: House) -> list[str]:
    return [f"{each['kind']} {each['field']}" for each in house.lines("log")]


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (2, 1, 0), (1, 2, 0)])
def test_a_page_and_two_notices_make_each_filing_one_entry(
    house: House, order: tuple[int, ...]
) -> None:
    """One of them is a text order: it has a number, and neither a document nor a seq."""
    house.docket("watch", CASE, "--no-look")
    text_order = DATA / "court_mail" / "mad_text_order.eml"
    takes = [("docket-report", PAGE), ("mail", NOTICE), ("mail", text_order)]
    for place in order:
        house.docket("ingest", *takes[place])
    found = entries(house)
    assert sorted((entry["number"], entry["seq"]) for entry in found if entry["seq"]) == [
        (64, 301),
        (132, 512),
    ]
    assert sorted(str(entry["number"]) for entry in found) == ["116", "132", "64"]
    assert "vanished" not in " ".join(kinds(house))


def test_a_feed_and_a_notice_of_one_filing_are_one_entry(court: Courthouse, tmp_path: Path) -> None:
    court.lists(COMPLAINT)
    court.house.docket("watch", CASE)
    court.lists(COMPLAINT, Filing("Order on Motion for TRO", 512, minutes=-1, number=132))
    court.house.docket("poll", "--force")
    mail = tmp_path / "notice.eml"
    mail.write_bytes(just_entered())
    assert "1 entry, nothing new" in court.house.docket("ingest", "mail", mail).stdout
    told = [each["kind"] for each in court.house.lines("log")]
    assert told.count("entry_added") == 2
    assert "entry_edited entered_at" not in kinds(court.house)


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    folder = tmp_path / "Maildir"
    box = mailbox.Maildir(folder)
    for name in ("mad_nef.eml", "ca1_nda.eml", "private.eml", "forwarded.eml"):
        box.add((DATA / "court_mail" / name).read_bytes())
    box.close()
    return folder


def test_a_maildir_is_read_and_left_as_it_was(house: House, maildir: Path) -> None:
    before = sorted(maildir.rglob("*"))
    told = house.docket("ingest", "mail", maildir, "--all")
    assert told.stdout.count("1 entry, 1 new") == 2
    assert "1 mail was no notice of a filing" in told.stderr
    assert "1 mail was not from a court; --any-sender takes such notices too" in told.stderr
    assert sorted(maildir.rglob("*")) == before
    assert "2 mails were taken in before" in house.docket("ingest", "mail", maildir).stderr


def test_an_mbox_is_read(house: House, tmp_path: Path) -> None:
    path = tmp_path / "box"
    box = mailbox.mbox(path)
    for name in ("mad_nef.eml", "ca1_nda.eml"):
        box.add((DATA / "court_mail" / name).read_bytes())
    box.close()
    assert house.docket("ingest", "mail", path, "--all").stdout.count("1 entry, 1 new") == 2


def test_a_folder_that_is_no_maildir_is_said_to_be_none(house: House, tmp_path: Path) -> None:
    told = house.docket("ingest", "mail", tmp_path, exits=1).stderr
    assert told.startswith(f"docket: {tmp_path}: is a folder, but no Maildir")


def test_a_mail_that_cannot_be_opened_is_named_and_costs_no_other(house: House) -> None:
    told = house.docket("ingest", "mail", "n" * 300, NOTICE, "--all", exits=1)
    assert f"{'n' * 300}: cannot be read: File name too long" in told.stderr
    assert "1 entry, 1 new" in told.stdout


def test_a_channel_that_refuses_the_news_is_told_once(house: House, tmp_path: Path) -> None:
    house.folder.mkdir()
    house.config.write_text(f'[channels]\ndesk = "json://127.0.0.1:{unused_port()}/"\n')
    house.docket("watch", CASE, "--no-look", "--channel", "desk")
    mail = tmp_path / "new.eml"
    mail.write_bytes(just_entered())
    assert house.on_a_terminal("ingest", "mail", str(mail), exits=3).count("channel desk") == 1


# The mailbox.


@pytest.fixture
def office(house: House) -> Iterator[PostOffice]:
    with PostOffice() as office:
        house.folder.mkdir()
        house.config.write_text(f'[mailbox]\nurl = "{office.url()}"\n')
        house.docket("watch", CASE, "--no-look")
        yield office


def test_the_mailbox_is_read_from_where_it_was_left(house: House, office: PostOffice) -> None:
    office.delivers(NOTICE.read_bytes())
    assert "1 entry, 1 new" in house.docket("ingest", "mail", "imap").stdout
    nothing = house.docket("ingest", "mail", "imap")
    assert (nothing.stdout, nothing.stderr) == ("", "")
    office.delivers((DATA / "court_mail" / "mad_text_order.eml").read_bytes())
    office.said.clear()
    assert "1 entry, 1 new" in house.docket("ingest", "mail", "imap").stdout
    assert [words for words in office.said if "FETCH" in words] == [
        "UID FETCH 2 (BODY.PEEK[]<0.2097153>)"
    ]


def test_nothing_in_the_mailbox_is_changed_and_only_courts_mail_fetched(
    house: House, office: PostOffice
) -> None:
    office.delivers(b"From: friend@example.org\n\nPrivate.", NOTICE.read_bytes())
    house.docket("ingest", "mail", "imap")
    commands = {words.split("]")[0].split(" ")[0] for words in office.said}
    assert commands == {"CAPABILITY", "LOGIN", "EXAMINE", "UID", "LOGOUT"}
    fetched = [words for words in office.said if "FETCH" in words]
    assert fetched == ["UID FETCH 2 (BODY.PEEK[]<0.2097153>)"]


def test_a_mailbox_that_was_made_anew_is_read_anew(house: House, office: PostOffice) -> None:
    office.delivers(NOTICE.read_bytes())
    house.docket("ingest", "mail", "imap")
    office.validity = 8
    assert "1 mail was taken in before" in house.docket("ingest", "mail", "imap").stderr


def test_what_was_read_before_a_watch_can_be_read_again(house: House, office: PostOffice) -> None:
    office.delivers((DATA / "court_mail" / "ca1_nda.eml").read_bytes())
    assert "Nobody watches ca1 25-1393" in house.docket("ingest", "mail", "imap").stderr
    house.docket("watch", "ca1 25-1393", "--no-look")
    assert house.docket("ingest", "mail", "imap").stdout == ""
    assert "ca1 25-1393" in house.docket("ingest", "mail", "imap", "--again").stdout


def test_a_mail_too_large_is_not_read_and_holds_nothing_up(
    house: House, office: PostOffice
) -> None:
    office.delivers(b"From: a@mad.uscourts.gov\n\n" + b"x" * 3_000_000, NOTICE.read_bytes())
    told = house.docket("ingest", "mail", "imap", exits=1)
    assert "mail 1: not read: the mail has" in told.stderr
    assert "1 entry, 1 new" in told.stdout
    house.docket("ingest", "mail", "imap")


@pytest.mark.parametrize("command", ["LOGIN", "EXAMINE", "UID SEARCH", "UID FETCH"])
def test_a_server_that_hangs_up_is_told_and_nothing_is_skipped(
    house: House, office: PostOffice, command: str
) -> None:
    office.delivers(NOTICE.read_bytes())
    office.hangs_up_at = command
    told = house.docket("ingest", "mail", "imap", exits=1)
    assert "the mailbox at 127.0.0.1 broke off" in told.stderr
    assert "hunter2" not in told.output
    office.hangs_up_at = None
    assert "1 entry, 1 new" in house.docket("ingest", "mail", "imap").stdout


@pytest.mark.parametrize("command", ["UID SEARCH", "UID FETCH 1"])
def test_a_server_that_refuses_for_now_is_told_and_nothing_is_skipped(
    house: House, office: PostOffice, command: str
) -> None:
    other = (DATA / "court_mail" / "mad_text_order.eml").read_bytes()
    office.delivers(NOTICE.read_bytes(), other)
    office.refuses = command
    told = house.docket("ingest", "mail", "imap", exits=1)
    assert "the mailbox at 127.0.0.1 broke off" in told.stderr
    office.refuses = None
    assert house.docket("ingest", "mail", "imap").stdout.count("1 entry, 1 new") == 2


def test_a_login_that_imap_cannot_carry_is_told_without_a_secret(
    house: House, office: PostOffice
) -> None:
    office.password = "hünter2"
    told = house.docket("ingest", "mail", "imap", exits=1, env={"DOCKET_MAILBOX_URL": office.url()})
    assert "plain letters (ASCII) only" in told.stderr
    assert "nter2" not in told.output


def test_a_wrong_password_or_folder_is_told_without_a_secret(
    house: House, office: PostOffice
) -> None:
    elsewhere = {"DOCKET_MAILBOX_URL": office.url("Other")}
    told = house.docket("ingest", "mail", "imap", exits=1, env=elsewhere)
    assert "refuses the login, or has no folder Other" in told.stderr
    office.password = "changed"
    told = house.docket("ingest", "mail", "imap", exits=1)
    assert "refuses the login" in told.stderr
    assert "hunter2" not in told.output
    assert "you@example.org" not in told.output


def test_a_mailbox_that_nobody_answers_at_or_configured_is_told(house: House) -> None:
    nobody = {"DOCKET_MAILBOX_URL": f"imap://u:hunter2@127.0.0.1:{unused_port()}/INBOX"}
    told = house.docket("ingest", "mail", "imap", exits=1, env=nobody)
    assert "does not answer: Connection refused" in told.stderr
    assert "hunter2" not in told.output
    assert "DOCKET_MAILBOX_URL" in house.docket("ingest", "mail", "imap", exits=1).stderr


# Webhooks.


def webhook(*entries: dict[str, object], **head: object) -> bytes:
    told = {
        "payload": {"results": list(entries)},
        "webhook": {"version": 2, "event_type": 1, "date_created": "2025-05-23T12:00:00-07:00"}
        | head,
    }
    return json.dumps(told).encode()


ENTRY: dict[str, object] = {
    "id": 2208776613,
    "docket": 69775896,
    "date_filed": "2025-05-23",
    "time_filed": None,
    "entry_number": 132,
    "description": "MEMORANDUM AND ORDER granting 104 Motion.",
    "recap_documents": [],
}


@pytest.fixture
def alert(tmp_path: Path) -> Path:
    path = tmp_path / "alert.json"
    path.write_bytes(webhook(ENTRY))
    return path


def test_a_webhook_names_a_docket_that_the_user_must_name_once(house: House, alert: Path) -> None:
    house.docket("watch", CASE, "--no-look")
    words = ("ingest", "courtlistener-webhook", alert)
    told = house.docket(*words, exits=1)
    assert "https://www.courtlistener.com/docket/69775896/" in told.stderr
    assert "--case" in told.stderr
    assert "1 entry, 1 new" in house.docket(*words, "--case", CASE).stdout
    alert.write_bytes(webhook(ENTRY | {"id": 2208776614, "entry_number": 133}))
    assert "1 entry, 1 new" in house.docket(*words).stdout
    assert [entry["number"] for entry in entries(house)] == [132, 133]


def test_a_webhook_names_a_docket_by_where_a_free_copy_of_it_is(
    court: Courthouse, alert: Path
) -> None:
    """Its name has the court and PACER's id of the case, which the feed told us too."""
    court.lists(COMPLAINT)
    court.house.docket("watch", CASE)
    name = f"gov.uscourts.mad.{COMPLAINT.case_id}.132.0.pdf"
    path = f"recap/gov.uscourts.mad.{COMPLAINT.case_id}/{name}"
    paper = {"document_number": "132", "is_available": True, "filepath_local": path}
    alert.write_bytes(webhook(ENTRY | {"recap_documents": [paper]}))
    assert "1 entry, 1 new" in court.house.docket("ingest", "courtlistener-webhook", alert).stdout


def test_a_webhook_is_taken_in_once_by_its_key(house: House, alert: Path) -> None:
    house.docket("watch", CASE, "--no-look")
    words = ("ingest", "courtlistener-webhook", alert, "--key", "0e0a-one", "--case", CASE)
    assert house.docket(*words).stdout != ""
    alert.write_bytes(webhook(ENTRY | {"entry_number": 999}))
    assert house.docket(*words).stdout == ""
    assert [entry["number"] for entry in entries(house)] == [132]


def test_a_webhook_without_a_key_is_known_by_what_it_says(house: House, alert: Path) -> None:
    house.docket("watch", CASE, "--no-look")
    words = ("ingest", "courtlistener-webhook", "-")
    given = alert.read_text()
    assert "1 new" in house.docket(*words, "--case", CASE, given=given).stdout
    assert house.docket(*words, given=given).stdout == ""


def test_a_webhook_of_a_case_that_nobody_watches_is_left_out(house: House, alert: Path) -> None:
    words = ("ingest", "courtlistener-webhook", alert, "--case", CASE)
    assert "not kept" in house.docket(*words).stderr
    assert "1 new" in house.docket(*words, "--all").stdout


def test_what_is_no_docket_alert_is_refused(house: House, alert: Path) -> None:
    alert.write_bytes(webhook(ENTRY, event_type=2))
    told = house.docket("ingest", "courtlistener-webhook", alert, exits=1)
    assert "search alert" in told.stderr


def test_a_webhook_that_cannot_be_opened_is_named(house: House) -> None:
    told = house.docket("ingest", "courtlistener-webhook", "nothing.json", exits=1)
    assert "nothing.json: cannot be read" in told.stderr


# At the desk.


def test_nothing_is_taken_in_while_somebody_polls(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingesting, "PATIENCE", 0.0)
    with lock.held(house.folder / "poll.lock"):
        told = house.docket("ingest", "docket-report", PAGE, exits=4)
    assert "another poll is running" in told.stderr
    assert "3 new" in house.docket("ingest", "docket-report", PAGE).stdout


def test_a_mailbox_is_read_over_tls_only_from_who_can_prove_who_he_is(
    house: House, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with PostOffice(tls=context) as office:
        office.delivers(NOTICE.read_bytes())
        env = {"DOCKET_MAILBOX_URL": office.url()}
        told = house.docket("ingest", "mail", "imap", exits=1, env=env)
        assert "no safe connection: CERTIFICATE_VERIFY_FAILED" in told.stderr
        assert office.said == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        told = house.docket("ingest", "mail", "imap", "--all", env=env)
        assert "1 entry, 1 new" in told.stdout
