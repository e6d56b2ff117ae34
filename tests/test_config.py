"""config.toml: what it may say, what is wrong with it, and how it is written."""

from __future__ import annotations

import re
import stat
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import config, config_file
from db.config import Config, CourtConfig, CourtListener, Home
from db.config_values import format_duration, parse_duration
from db.errors import ConfigError
from db.models import Channel, Keep

ROOT = Path(__file__).resolve().parents[1]

EXAMPLE = """
contact = "you@example.org"
language = "en"                       # messages
time_zone = "America/New_York"        # the reader's

[channels]
desk = "mailto://user:password@example.org"

[courts.mad]
feed_url = "http://127.0.0.1:8000/rss"
every = "30m"                         # default: learned
delay = 1.0
keep = "watched"

[courtlistener]
token = "not-a-real-token"
base_url = "https://www.courtlistener.com"
atom = false
per_minute = 5
per_hour = 50
per_day = 125

[scotus]
base_url = "https://www.supremecourt.gov"
allow_json = false

[govinfo]
base_url = "https://www.govinfo.gov"

[heartbeat]
url = "https://ping.example.org/secret-id"
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return config.home(str(tmp_path), {})


def load(home: Home, text: str, **environ: str) -> Config:
    home.config_path.write_text(text, encoding="utf-8")
    return config.load(home, environ)


def wrong(home: Home, text: str) -> str:
    with pytest.raises(ConfigError) as error:
        load(home, text)
    assert str(error.value).startswith(f"{home.config_path}: ")
    return str(error.value).removeprefix(f"{home.config_path}: ")


# Where it is.


def test_home_puts_everything_in_one_folder(tmp_path: Path) -> None:
    home = config.home(str(tmp_path), {"DOCKET_HOME": "/elsewhere"})
    assert home == Home(tmp_path / "config.toml", tmp_path / "docket.db", tmp_path / "poll.lock")
    assert config.home(None, {"DOCKET_HOME": str(tmp_path)}) == home


def test_a_home_is_told_whole_whatever_folder_we_are_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert config.home("here", {}).store_path == tmp_path / "here" / "docket.db"
    assert config.home("~/there", {}).store_path == tmp_path / "there" / "docket.db"


def test_without_a_home_the_platforms_own_places_are_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    home = config.home(None, {"DOCKET_HOME": ""})
    assert home.config_path.name == "config.toml"
    assert home.config_path.is_relative_to(tmp_path)
    assert home.store_path.parent == home.lock_path.parent
    assert not home.store_path.parent.exists()


# What it says.


def test_a_missing_file_is_an_empty_configuration(home: Home) -> None:
    assert config.load(home, {"TZ": "Europe/Paris"}) == Config(home, time_zone="Europe/Paris")


def test_the_example_means_what_it_says(home: Home) -> None:
    told = load(home, EXAMPLE)
    assert told.contact == "you@example.org"
    assert told.time_zone == "America/New_York"
    assert told.channels == {"desk": Channel("desk", "mailto://user:password@example.org")}
    assert told.courts == {
        "mad": CourtConfig("http://127.0.0.1:8000/rss", timedelta(minutes=30), 1.0, Keep.WATCHED)
    }
    assert told.courtlistener == CourtListener("not-a-real-token")
    assert told.heartbeat.url == "https://ping.example.org/secret-id"
    assert told.home == home


def test_each_key_has_the_default_of_the_example(home: Home) -> None:
    told, silent = load(home, EXAMPLE), load(home, "")
    assert silent.scotus == told.scotus
    assert silent.govinfo == told.govinfo
    assert silent.language == told.language
    assert silent.courtlistener == CourtListener(token=None)
    assert load(home, "[courts.mad]").courts == {"mad": CourtConfig(None, None, 1.0, Keep.WATCHED)}


def test_a_court_may_be_kept_whole_and_asked_without_pause(home: Home) -> None:
    told = load(home, '[courts.rid]\nkeep = "all"\ndelay = 0').courts["rid"]
    assert told.keep is Keep.ALL
    assert told.delay == 0


@pytest.mark.parametrize("name", ["arb", "azb", "AZBK"])
def test_a_court_is_known_by_any_of_its_names(home: Home, name: str) -> None:
    assert list(load(home, f'[courts.{name}]\nevery = "1h"').courts) == ["arb"]


def test_the_token_of_the_environment_goes_before_that_of_the_file(home: Home) -> None:
    told = load(home, EXAMPLE, DOCKET_COURTLISTENER_TOKEN="from-outside\n")
    assert told.courtlistener.token == "from-outside"
    assert load(home, "", DOCKET_COURTLISTENER_TOKEN="x").courtlistener == CourtListener("x")
    assert load(home, EXAMPLE, DOCKET_COURTLISTENER_TOKEN="").courtlistener.token


def test_the_time_zone_is_the_machines_where_the_file_has_none(home: Home) -> None:
    assert load(home, "", TZ=":America/Chicago").time_zone == "America/Chicago"
    assert load(home, 'time_zone = "Asia/Tokyo"', TZ="America/Chicago").time_zone == "Asia/Tokyo"
    assert load(home, "", TZ="no such zone").time_zone


def test_a_byte_order_mark_does_no_harm(home: Home) -> None:
    assert load(home, '\N{ZERO WIDTH NO-BREAK SPACE}contact = "x@example.org"').contact


def test_no_secret_is_in_the_print_of_a_configuration(home: Home) -> None:
    printed = repr(load(home, EXAMPLE))
    assert "you@example.org" in printed
    for secret in ("password", "not-a-real-token", "secret-id"):
        assert secret not in printed


# What is wrong with it.


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('contct = "x"', "contct is no key. Did you mean contact?"),
        ("[cuorts.mad]", "cuorts is no key. Did you mean courts?"),
        ('[courts.mad]\nfeedurl = "x"', "courts.mad.feedurl is no key. Did you mean feed_url?"),
        ("[scotus]\nzzz = 1", "scotus.zzz is no key. Known are base_url, delay, allow_json."),
        ('"courtlistener.token" = "x"', "courtlistener.token is no key."),
        ('"channels.*" = "json://h"', "channels.* is no key."),
        ("courts = 3", "courts must be a table"),
        ("[courts]\nmad = 3", "courts.mad must be a table"),
        ("channels = []", "channels must be a table"),
        ("contact = 3", "contact must be a line of text"),
        ('contact = "a\\r\\nEvil: 1"', "contact must be a line of text"),
        ('contact = " "', "contact must be a line of text"),
        ('language = "tlh"', 'language must be "en" or "es", not \'tlh\''),
        ('digest = "daily"', 'digest must be "hourly", "daily@08:00" or'),
        ('quiet_hours = "22-7"', "quiet_hours must be two different times"),
        ('breaks_quiet = ["edict"]', "breaks_quiet must be a list of kinds: complaint"),
        ('never_send = "A Name"', "never_send must be a list of lines of text"),
        ('time_zone = "Mars/Olympus"', "time_zone must be the name of a time zone"),
        ('time_zone = "../../etc/passwd"', "time_zone must be the name of a time zone"),
        ('time_zone = "America"', "time_zone must be the name of a time zone"),
        ("time_zone = 5", "time_zone must be the name of a time zone"),
        ('[channels]\nprint = "json://h"', "channels.print: "),
        ('[channels]\n"a b" = "json://h"', "channels.a b: "),
        ('[channels]\ndesk = "somewhere"', "channels.desk must be an apprise address"),
        ("[channels]\ndesk = 5", "channels.desk must be an apprise address"),
        ('[courts.xyz]\nevery = "1h"', 'courts.xyz: No federal court is called "xyz"'),
        ("[courts.arb]\n[courts.azb]", "courts.azb is the same court"),
        ('[courts.mad]\nfeed_url = "ftp://h/x"', "courts.mad.feed_url must be an address"),
        ('[courts.mad]\nfeed_url = "http://"', "courts.mad.feed_url must be an address"),
        ('[courts.mad]\nfeed_url = "http://h:99999/"', "courts.mad.feed_url must be an address"),
        ('[courts.mad]\nfeed_url = "http://[::1/"', "courts.mad.feed_url must be an address"),
        ('[courts.mad]\nfeed_url = "file:///etc/passwd"', "courts.mad.feed_url must be an address"),
        ('[courts.mad]\nfeed_url = "http://h/ x"', "courts.mad.feed_url must be an address"),
        ('[courts.mad]\nevery = "soon"', 'courts.mad.every must be a time such as "30m"'),
        ('[courts.mad]\nevery = "0m"', "courts.mad.every must be longer than nothing"),
        ("[courts.mad]\nevery = 30", 'courts.mad.every must be a time such as "30m"'),
        ("[courts.mad]\ndelay = -1", "courts.mad.delay must be a number of seconds, 0 or more"),
        ("[courts.mad]\ndelay = nan", "courts.mad.delay must be a number of seconds"),
        ("[courts.mad]\ndelay = true", "courts.mad.delay must be a number of seconds"),
        ('[courts.mad]\nkeep = "some"', 'courts.mad.keep must be "watched" or "all", not'),
        ("[courts.mad]\nkeep = {}", 'courts.mad.keep must be "watched" or "all", not'),
        ("[courtlistener]\natom = 1", "courtlistener.atom must be true or false"),
        ("[courtlistener]\nper_day = 0", "courtlistener.per_day must be a whole number of 1"),
        ("[courtlistener]\nper_day = true", "courtlistener.per_day must be a whole number"),
        ('[heartbeat]\nurl = "pulse"', "heartbeat.url must be an address"),
        ('[mailbox]\nurl = "you@example.org"', "mailbox.url must be an IMAP address"),
        ('[mailbox]\nurl = "imaps://example.org/INBOX"', "mailbox.url must be an IMAP address"),
        ('[mailbox]\nurl = "imap://u:p@example.org"', "mailbox.url must be an IMAP address"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_key(home: Home, text: str, message: str) -> None:
    assert wrong(home, text).startswith(message)


def test_what_is_no_toml_is_told_with_its_line(home: Home) -> None:
    assert "line 2" in wrong(home, 'contact = "x"\nlanguage = en\n')
    assert "line 2" in wrong(home, 'contact = "x"\ncontact = "y"\n')


def test_a_file_that_cannot_be_read_is_told(home: Home) -> None:
    home.config_path.write_bytes(b'contact = "\xff"')
    with pytest.raises(ConfigError, match="not UTF-8"):
        config.load(home, {})
    home.config_path.unlink()
    home.config_path.mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        config.load(home, {})


@pytest.mark.parametrize(
    "text",
    [
        '[channels]\ndesk = "hunter2"',
        '[courtlistener]\ntoken = ["hunter2"]',
        '[heartbeat]\nurl = "hunter2"',
        '[mailbox]\nurl = "imap://u:hunter2@example.org"',
        '[courts.mad]\nfeed_url = "ftp://u:hunter2@h/"',
    ],
)
def test_an_error_never_repeats_a_secret(home: Home, text: str) -> None:
    assert "hunter2" not in wrong(home, text)


def test_a_mailbox_comes_from_the_environment_before_the_file(home: Home) -> None:
    text = '[mailbox]\nurl = "imaps://u:p@example.org/INBOX"'
    assert load(home, text).mailbox.url == "imaps://u:p@example.org/INBOX"
    other = "imap://u:p@127.0.0.1:1143/Court"
    assert load(home, text, DOCKET_MAILBOX_URL=other).mailbox.url == other
    with pytest.raises(ConfigError, match="DOCKET_MAILBOX_URL must be an IMAP") as caught:
        load(home, "", DOCKET_MAILBOX_URL="pop3://u:hunter2@example.org")
    assert "hunter2" not in str(caught.value)


# Who may read it.


def test_a_file_with_secrets_that_others_may_read_is_exposed(home: Home) -> None:
    assert not config.exposed(home)
    load(home, EXAMPLE)
    home.config_path.chmod(0o640)
    assert config.exposed(home)
    home.config_path.chmod(0o600)
    assert not config.exposed(home)


def test_a_file_without_secrets_may_be_read_by_all(home: Home) -> None:
    load(home, 'contact = "x@example.org"\n[courts.mad]\nevery = "1h"')
    home.config_path.chmod(0o644)
    assert not config.exposed(home)


# Writing to it.


def test_a_new_file_is_for_its_owner_only(tmp_path: Path) -> None:
    home = config.home(str(tmp_path / "new" / "folder"), {})
    config_file.add_channel(home.config_path, "desk", "json://localhost/hook")
    assert stat.S_IMODE(home.config_path.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.config_path.parent.stat().st_mode) == 0o700
    assert list(home.config_path.parent.iterdir()) == [home.config_path]
    assert config.load(home, {}).channels == {"desk": Channel("desk", "json://localhost/hook")}


def test_a_channel_comes_and_goes_and_every_comment_stays(home: Home) -> None:
    text = EXAMPLE.replace("[courts.mad]", "# my court\n[courts.mad]")
    before = load(home, text)
    home.config_path.chmod(0o644)
    config_file.add_channel(home.config_path, "team", "slack://TokenA/TokenB/TokenC")
    added = home.config_path.read_text()
    assert added.replace('team = "slack://TokenA/TokenB/TokenC"\n', "") == text
    assert added.index("team") < added.index("# my court")
    assert stat.S_IMODE(home.config_path.stat().st_mode) == 0o600
    config_file.remove_channel(home.config_path, "team")
    assert home.config_path.read_text() == text
    assert config.load(home, {}) == before


def test_a_channel_that_is_there_gets_the_new_address(home: Home) -> None:
    load(home, EXAMPLE)
    config_file.add_channel(home.config_path, "desk", "json://localhost/new")
    assert config.load(home, {}).channels == {"desk": Channel("desk", "json://localhost/new")}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment",
        "[channels]\n# none yet\n\n[scotus]\n",
        'channels = { a = "json://h/" }\r\ncontact = "x"\r\n',
        'contact = "x"\nchannels.a = "json://h/"\nchannels.b = "json://h/"\n\n[scotus]\n',
    ],
)
def test_a_channel_finds_its_place_in_any_layout(home: Home, text: str) -> None:
    before = load(home, text)
    config_file.add_channel(home.config_path, "desk", "json://localhost/hook")
    after = config.load(home, {})
    assert after.channels == {**before.channels, "desk": Channel("desk", "json://localhost/hook")}
    assert (after.contact, after.scotus) == (before.contact, before.scotus)
    config_file.remove_channel(home.config_path, "desk")
    assert config.load(home, {}).channels == before.channels


def test_a_channel_that_is_not_there_cannot_be_removed(home: Home) -> None:
    load(home, EXAMPLE)
    with pytest.raises(ConfigError, match=r'no channel is called "team"\. There are: desk\.'):
        config_file.remove_channel(home.config_path, "team")


@pytest.mark.parametrize(
    ("name", "url"), [("print", "json://h"), ("a b", "json://h"), ("desk", "no address")]
)
def test_nothing_is_written_that_could_not_be_read_again(home: Home, name: str, url: str) -> None:
    load(home, EXAMPLE)
    with pytest.raises(ConfigError, match=rf"channels\.{name}"):
        config_file.add_channel(home.config_path, name, url)
    assert home.config_path.read_text() == EXAMPLE


def test_a_file_that_is_wrong_is_not_written_to(home: Home) -> None:
    home.config_path.write_text("contct = 1")
    with pytest.raises(ConfigError, match="contct"):
        config_file.add_channel(home.config_path, "desk", "json://h")
    assert home.config_path.read_text() == "contct = 1"


def test_a_link_to_a_file_elsewhere_stays_a_link(home: Home, tmp_path: Path) -> None:
    elsewhere = tmp_path / "dotfiles" / "docket.toml"
    elsewhere.parent.mkdir()
    elsewhere.write_text(EXAMPLE)
    home.config_path.symlink_to(elsewhere)
    config_file.add_channel(home.config_path, "team", "json://h")
    assert home.config_path.is_symlink()
    assert "team" in elsewhere.read_text()


def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot be"):
        config_file.add_channel(tmp_path / "file" / "config.toml", "desk", "json://h")


# Durations.


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("45s", timedelta(seconds=45)),
        ("30m", timedelta(minutes=30)),
        ("12h", timedelta(hours=12)),
        ("90d", timedelta(days=90)),
        ("2w", timedelta(days=14)),
        ("1h30m", timedelta(minutes=90)),
    ],
)
def test_a_duration_is_read_as_people_write_it(text: str, span: timedelta) -> None:
    assert parse_duration(text) == span


@pytest.mark.parametrize(
    "text", ["", "30", "m", "30 m", "1m2h", "-1h", "٣m", "1.5h", "9" * 30 + "w"]
)
def test_what_is_no_duration_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="must be a time such as"):
        parse_duration(text)


@given(
    st.timedeltas(timedelta(0), timedelta(days=40_000)).map(lambda t: timedelta(t.days, t.seconds))
)
def test_a_duration_reads_back_what_it_prints(span: timedelta) -> None:
    assert parse_duration(format_duration(span)) == span


# Its documentation.


def _documented() -> set[str]:
    return set(re.findall(r"^\| `([a-z_.*]+)` \|", (ROOT / "docs/config.md").read_text(), re.M))


def test_every_key_is_documented_and_no_other() -> None:
    assert _documented() == set(config.KEYS)


def test_the_documented_example_can_be_loaded(home: Home) -> None:
    example = re.search(r"```toml\n(.*?)```", (ROOT / "docs/config.md").read_text(), re.DOTALL)
    assert example
    assert load(home, example[1]).courts["rid"].keep is Keep.ALL
    assert tomllib.loads(example[1]).keys() <= {key.split(".")[0] for key in config.KEYS}


def test_the_file_of_the_interfaces_can_be_loaded(home: Home) -> None:
    interfaces = ROOT / ".." / "shared" / "INTERFACES.md"
    if not interfaces.exists():
        pytest.skip("the interfaces are not here")
    example = re.search(r"```toml\n(.*?)```", interfaces.read_text(), re.DOTALL)
    assert example
    told = load(home, example[1])
    assert told.courts["mad"].every == timedelta(minutes=30)
