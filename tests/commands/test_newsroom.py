"""`docket news`: adding sources, what is said of them, and handing lists of them on."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.commands.conftest import House
from tests.commands.courthouse import CASE, Courthouse
from tests.loopback import Answer, Loopback

FEED = "/paper/rss"


def paper(minutes: float = 30, count: int = 3) -> Answer:
    """An invented newspaper's feed, whose newest story came so many minutes ago."""
    now = datetime.now(UTC)
    items = "".join(
        f"<item><title>A story of some words {each}</title><link>/s/{each}</link><pubDate>"
        f"{now - timedelta(minutes=minutes + each):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for each in range(count)
    )
    head = "<rss version='2.0'><channel><title>Sample Herald</title>"
    return Answer(f"{head}{items}</channel></rss>".encode())


@pytest.fixture
def press(court: Courthouse) -> Loopback:
    """A newspaper at the court's own server, and a reader who follows a case."""
    court.configure("[news]", "delay = 0")
    court.house.docket("watch", CASE, "--no-look")
    court.server.says(FEED, paper())
    return court.server


def test_a_feed_is_looked_at_and_added(house: House, press: Loopback) -> None:
    said = house.docket("news", "add", press.url(FEED), "--name", "herald", "--every", "15m")
    assert "Found 3 stories, the newest of " in said.stdout
    assert "News source herald is added: Sample Herald" in said.stdout
    (told,) = house.lines("news", "list")
    assert (told["slug"], told["title"], told["state"]) == ("herald", "Sample Herald", "new")
    assert (told["every_seconds"], told["form"]) == (900, "feed")


def test_a_feed_with_a_single_story_has_one_story(house: House, press: Loopback) -> None:
    press.says(FEED, paper(count=1))
    assert "Found 1 story, the newest of " in house.docket("news", "add", press.url(FEED)).stdout


def test_a_page_that_names_its_feed_is_followed_to_it(house: House, press: Loopback) -> None:
    link = f"<link rel='alternate' type='application/rss+xml' href='{FEED}'>"
    press.says("/paper/", Answer(f"<html><head>{link}</head><body>News".encode()))
    said = house.docket("news", "add", press.url("/paper/"))
    assert f"The page names its feed: {press.url(FEED)}" in said.stderr
    assert house.lines("news", "list")[0]["url"] == press.url(FEED)


def test_a_feed_elsewhere_is_left_to_the_user(house: House, press: Loopback) -> None:
    link = "<link rel='alternate' type='application/rss+xml' href='http://10.0.0.1/rss'>"
    press.says("/paper/", Answer(f"<html><head>{link}</head><body>News".encode()))
    said = house.docket("news", "add", press.url("/paper/"), exits=1).stderr
    assert "add http://10.0.0.1/rss" in said


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<html><title>Sample Herald</title><p>Hello", "--listing"),
        (b"<html><form><input type='password'>", "logs in nowhere"),
        (b'{"message": "no such key"}', "no such key"),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(
    house: House, press: Loopback, body: bytes, words: str
) -> None:
    press.says(FEED, Answer(body))
    assert words in house.docket("news", "add", press.url(FEED), exits=1).stderr
    assert house.lines("news", "list") == []


def test_a_robots_txt_is_obeyed_unless_the_user_decides(house: House, press: Loopback) -> None:
    press.says("/robots.txt", Answer(b"User-agent: *\nDisallow: /paper/"))
    said = house.docket("news", "add", press.url(FEED), exits=1).stderr
    assert "--despite-robots" in said
    house.docket("news", "add", press.url(FEED), "--despite-robots")
    assert house.lines("news", "list")[0]["despite_robots"] is True


def test_what_is_known_to_be_forbidden_is_not_even_tried(house: House) -> None:
    said = house.docket("news", "add", "google-news", exits=1).stderr
    assert "robots.txt forbids" in said
    assert "--despite-robots" in said


@pytest.mark.parametrize("place", ["nonsense", "ftp://herald.example/", "javascript:x"])
def test_what_is_neither_address_nor_preset_is_told(house: House, place: str) -> None:
    assert "docket news presets" in house.docket("news", "add", place, exits=1).stderr


@pytest.mark.parametrize(("status", "words"), [(404, "docket news add"), (403, "programs")])
def test_a_refusal_is_told_in_the_words_of_the_press(
    house: House, press: Loopback, status: int, words: str
) -> None:
    press.says(FEED, Answer(status=status))
    said = house.docket("news", "add", press.url(FEED), exits=1).stderr
    assert words in said
    assert "court" not in said


def test_one_address_is_one_source_however_it_is_spelled(house: House) -> None:
    for told in ("https://Herald.example", "https://herald.example/#top", "feed://herald.example/"):
        is_first = told.startswith("https://H")
        house.docket("news", "add", told, "--no-look", exits=int(not is_first and told[0] == "h"))
    urls = [each["url"] for each in house.lines("news", "list")]
    assert urls == ["https://herald.example/", "http://herald.example/"]


def test_no_password_is_kept_with_an_address(house: House) -> None:
    said = house.docket("news", "add", "https://me:word@herald.example/", "--no-look", exits=1)
    assert "without a name and a password" in said.stderr


def test_names_stay_unique(house: House, press: Loopback) -> None:
    for path in ("/a", "/b"):
        house.docket("news", "add", press.url(path), "--no-look")
    assert [each["slug"] for each in house.lines("news", "list")] == ["127-0-0-1", "127-0-0-1-2"]
    said = house.docket("news", "add", press.url("/a"), "--no-look", exits=1).stderr
    assert "has that address already" in said or "has that name already" in said


def test_a_poll_tells_of_the_press_in_its_own_words(house: House, press: Loopback) -> None:
    house.docket("news", "add", press.url(FEED), "--name", "herald")
    (told,) = [each for each in house.lines("poll") if each["source"] == "news:herald"]
    assert (told["state"], told["outcome"], told["court"]) == ("ok", "answered", None)
    (source,) = [each for each in house.lines("sources") if each["id"] == "news:herald"]
    assert (source["court_id"], source["every_seconds"]) == (None, 1800)
    assert source["coverage"] == "stories of the press, never filings"
    row = house.docket("sources").stdout.splitlines()[-1]
    assert row.startswith("news    herald  every 30m (default)")
    assert "news:herald: sees stories of the press" in house.docket("doctor").stdout


def test_a_source_is_asked_as_often_as_was_said_when_it_was_added(
    house: House, press: Loopback
) -> None:
    house.docket("news", "add", press.url(FEED), "--name", "herald", "--every", "10m", "--no-look")
    (source,) = [each for each in house.lines("sources") if each["id"] == "news:herald"]
    assert (source["every_seconds"], source["every_from"]) == (600, "news_add")
    row = house.docket("sources").stdout.splitlines()[-1]
    assert row.startswith("news    herald  every 10m (news add)")


def test_a_source_that_fails_stands_in_the_log_and_the_list(house: House, press: Loopback) -> None:
    house.docket("news", "add", press.url(FEED), "--name", "herald")
    house.docket("poll")
    press.says(FEED, Answer(b"<html><body>We have moved"))
    house.docket("poll", "--force", exits=3)
    assert "herald (127.0.0.1): the answer is a web page" in house.docket("news", "list").stdout
    (change,) = [each for each in house.lines("log") if each["source"] == "news:herald"]
    assert (change["kind"], change["docket"]) == ("source_failing", None)
    assert "herald does not answer" in house.docket("log").stdout


def test_a_removed_source_is_asked_no_more(house: House, press: Loopback) -> None:
    house.docket("news", "add", press.url(FEED), "--name", "herald")
    assert "stay" in house.docket("news", "remove", "herald").stdout
    assert house.lines("news", "list") == []
    assert all(each["kind"] != "news" for each in house.lines("sources"))
    assert "docket news list" in house.docket("news", "remove", "herald", exits=1).stderr


def test_presets_say_what_is_odd_about_them(house: House) -> None:
    told = {each["slug"]: each for each in house.lines("news", "presets")}
    assert {"nbc", "nbc-politics", "cnn", "google-news", "doj", "ice", "dhs", "cbp", "fox"} <= {
        *told
    }
    assert told["google-news"]["is_forbidden"] is True
    assert "stands still" in told["cnn"]["note"]


# OPML.


def test_a_list_that_was_exported_is_the_same_when_imported(
    house: House, tmp_path: Path, press: Loopback
) -> None:
    house.docket("news", "add", press.url(FEED), "--name", "herald", "--every", "15m", "--no-look")
    listing = ("--listing", "--title", 'Sample & "Agency"', "--despite-robots", "--no-look")
    house.docket("news", "add", press.url("/list"), "--name", "agency", *listing)
    house.docket("news", "add", "nbc", "--no-look")
    file = tmp_path / "mine.opml"
    house.docket("news", "export", file)
    assert house.docket("news", "export").stdout.strip() == file.read_text().strip()
    other = House(tmp_path / "other")
    assert "3 of 3 feeds are added" in other.docket("news", "import", file).stdout
    kept = ("slug", "url", "form", "every_seconds")
    before, after = house.lines("news", "list"), other.lines("news", "list")
    assert [[each[key] for key in kept] for each in after] == [
        [each[key] for key in kept] for each in before
    ]
    assert [each["title"] for each in after] == ['Sample & "Agency"', "herald", "NBC News"]
    assert [each["despite_robots"] for each in after] == [False, False, False]


def test_a_list_of_another_reader_is_taken_and_what_cannot_be_is_said(
    house: House, tmp_path: Path
) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(
        "<?xml version='1.0' encoding='ISO-8859-1'?><opml version='1.0'><body>"
        "<outline text='Courts'>"
        "<outline text='Sample Herald' type='rss' xmlurl='https://herald.example/rss'/>"
        "<outline text='Twice' xmlUrl='https://herald.example/rss'/>"
        "<outline text='A file' xmlUrl='file:///etc/passwd'/></outline>"
        "<outline text='Caf\u00e9 &nbsp;' XMLURL='feed:https://cafe.example/rss'/>"
        "<outline text='Secret' xmlUrl='https://me:word@herald.example/'/></body></opml>",
        encoding="iso-8859-1",
    )
    said = house.docket("news", "import", file)
    assert "2 of 5 feeds are added" in said.stdout
    assert "Twice: herald has that address already" in said.stderr
    assert "A file: must be an address" in said.stderr
    assert "Secret: must be an address without" in said.stderr
    cafe, told = house.lines("news", "list")
    assert (cafe["url"], cafe["title"]) == ("https://cafe.example/rss", "Caf\u00e9")
    assert (told["slug"], told["title"], told["preset"]) == ("herald", "Sample Herald", "opml")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no XML at all",
        "<html><body/></html>",
        "<!DOCTYPE opml [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><opml>&a;",
        "<opml>" + "<outline>" * 100_000,
        "<opml><body>" + "<outline xmlUrl='https://x.example/'/>" * 1001 + "</body></opml>",
    ],
    ids=["empty", "text", "html", "entity", "deep", "long"],
)
def test_a_hostile_list_is_one_line_of_complaint(house: House, tmp_path: Path, text: str) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(text)
    said = house.docket("news", "import", file, exits=1).stderr
    assert said.startswith(f"docket: {file}: it ")
    assert "root:" not in said


def test_an_imported_address_may_not_lead_into_the_readers_network(
    house: House, press: Loopback, tmp_path: Path
) -> None:
    """Somebody else wrote the file. Red when: it is trusted as what the user typed."""
    file = tmp_path / "feeds.opml"
    file.write_text(f"<opml><body><outline xmlUrl='{press.url('/inside')}'/></body></opml>")
    house.docket("news", "import", file)
    house.docket("poll", "--force", exits=3)
    assert press.asked("/inside") == []
    assert "not on the public internet" in (house.lines("news", "list")[0]["sources"][0]["error"])


def test_help_of_the_group_loads_no_command(house: House) -> None:
    assert json.dumps(house.docket("news", "--help").stdout).count("presets") >= 2
