"""Three publishers report four events of one matter: each story once, after its filing, never more.

The Herald is before the docket, the Ledger a week late, the Dispatch names the matter in passing.
One reader wants stories at once, another with his digest; both follow the same three dockets.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from signal import SIGKILL

import pytest

from bench.killing import LaunchPad, Moment
from tests.notify.receivers import Chat
from tests.world import stories
from tests.world.stories import Story
from tests.world.story import BOSTON
from tests.world.town import World

CASES = ("mad 1:25-cv-10676", "ca1 25-1393", "24A1153")
EVERY = timedelta(hours=8)


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, month, day, hour, minute, tzinfo=BOSTON).astimezone(UTC)


BEGAN, ENDED = at(5, 22, 10), at(6, 12, 12)
AROUND_THE_EVENTS = (
    *(at(5, 23, 15, 10), at(5, 23, 15, 50), at(5, 23, 17)),
    *(at(5, 26, 16, 40), at(5, 26, 17, 50), at(5, 26, 18, 50)),
    *(at(5, 28, 17, 50), at(5, 28, 19, 10), at(6, 4, 18, 30)),
)


@dataclass(frozen=True)
class Letter:
    """A message, and when it came by the clock in Boston."""

    at: datetime
    title: str
    text: str

    @property
    def came(self) -> str:
        return f"{self.at.astimezone(BOSTON):%m-%d %H:%M}"

    def lines(self, *words: str) -> list[str]:
        return [line for line in self.text.splitlines() if any(each in line for each in words)]


@dataclass
class Reader:
    """Somebody's watch, with a chat of its own."""

    chat: Chat
    letters: list[Letter] = field(default_factory=list)

    def opens(self, now: datetime) -> None:
        """What came since the last time."""
        new = self.chat.messages[len(self.letters) :]
        self.letters += [Letter(now, each["title"], each["message"]) for each in new]

    def about(self, words: str) -> list[str]:
        return [each.came for each in self.letters if words in f"{each.title}\n{each.text}"]


@dataclass
class Newsroom:
    world: World
    readers: dict[str, Reader]

    def polls(self, moment: datetime, exits: int = 0) -> None:
        self.world.at(moment)
        self.world.docket("poll", exits=exits)
        for reader in self.readers.values():
            reader.opens(moment)


@contextmanager
def opened(folder: Path, *tellings: str) -> Iterator[Newsroom]:
    """A world in which a reader for each of these follows the matter, and the three publishers."""
    with World.open(folder / "home") as world, ExitStack() as chats:
        readers = {each: Reader(chats.enter_context(Chat())) for each in tellings}
        world.at(BEGAN)
        for telling, reader in readers.items():
            world.docket("channel", "add", telling, reader.chat.url(f"/{telling}"))
            watch = ("watch", *CASES, "--name", telling, "--channel", telling)
            world.docket(*watch, "--news", telling)
        for name, publisher in world.press.items():
            world.docket("news", "add", publisher.feed, "--name", name, "--every", "10m")
        yield Newsroom(world, readers)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """Three weeks in the spring of 2025, from the day before the order to that after the return."""
    with opened(tmp_path_factory.mktemp("press"), "now", "digest") as room:
        regular = [BEGAN + EVERY * each for each in range(1, (ENDED - BEGAN) // EVERY + 1)]
        for moment in sorted((*regular, *AROUND_THE_EVENTS)):
            room.polls(moment)
        yield room


def headed(*told: Story) -> list[str]:
    return [each.title for each in told]


# The timeline.

TIMELINE = """
2025-03-28 Order on Motion for TRO
2025-04-18 Memorandum & ORDER
2025-05-20 Order
2025-05-21 17:00 Memorandum & ORDER
2025-05-21 17:30 Order
2025-05-21 19:20 Sample Herald: south-sudan-flight [may be no. 118 or no. 119]
2025-05-23 15:30 Order on Motion for Preliminary Injunction
2025-05-23 15:05 Sample Herald: return-ordered
2025-05-30 11:00 Muster Ledger: a-bus-to-mexico
2025-05-24 09:00 Example Dispatch: placeholder-ruling [mentions]
2025-05-26 17:15 Order on Motion for Reconsideration
2025-05-26 16:34 Sample Herald: no-second-thoughts [and 1 copy]
2025-06-02 11:00 Muster Ledger: asked-and-answered
2025-05-27 Application (24A1153) for a stay, submitted to Justice Jackson.
2025-05-27 Response to application (24A1153) requested by Justice Jackson, due by 4 p.m. (EDT)
2025-05-28 17:20 Status Report
2025-05-28 19:05 Sample Herald: working-on-a-flight
2025-06-04 11:00 Muster Ledger: a-seat-on-a-plane
2025-05-29 08:30 Example Dispatch: week-in-courts [mentions]
2025-06-04 18:20 Sample Herald: back-in-the-country
2025-06-04 Response to application from respondents D.V.D., et al. filed.
2025-06-05 08:30 Example Dispatch: sample-alliance [mentions]
2025-06-11 11:00 Muster Ledger: an-arrival
"""
IN_PRESS = re.compile(r"In the press: (?P<publisher>[^,]+), “.*”(?P<marks> \[.*\])?")


def row(line: str) -> str:
    """A line of the timeline in brief: of a filing its label, of a story its address and marks."""
    cells = re.split(r" {2,}", line)
    at, told = cells[0].removesuffix(" EDT"), cells[-1]
    story = IN_PRESS.fullmatch(told)
    if story is None:
        return f"{at} {re.split(r': |, on June', told)[0]}"
    place = cells[-2].rpartition("/")[2]
    return f"{at} {story['publisher']}: {place}{story['marks'] or ''}"


def test_each_story_stands_under_its_filing_and_others_at_their_time(lived: Newsroom) -> None:
    shown = lived.world.docket("show", "digest").splitlines()
    rows = [row(line) for line in shown if line.startswith("2025-")]
    assert rows == TIMELINE.strip().splitlines()


def test_the_json_names_the_filing_the_role_and_the_copies(lived: Newsroom) -> None:
    (shown,) = lived.world.lines("show", "digest")
    told = {
        each["title"]: (each["role"], [entry["number"] for entry in each["entries"]])
        for docket in shown["dockets"]
        for each in docket["stories"]
    }
    assert told == {
        stories.VIOLATION.title: ("about", [118, 119]),
        **dict.fromkeys(headed(stories.ORDER, stories.LATE_ORDER), ("about", [132])),
        **dict.fromkeys(headed(stories.DENIAL, stories.LATE_DENIAL), ("about", [None])),
        **dict.fromkeys(headed(stories.STATUS, stories.LATE_STATUS), ("about", [None])),
        **dict.fromkeys(headed(stories.RETURN, stories.LATE_RETURN), ("about", [])),
        **dict.fromkeys(headed(*IN_PASSING), ("mention", [])),
    }
    copies = Counter(
        {each["title"]: each["copies"] for told in shown["dockets"] for each in told["stories"]}
    )
    assert +copies == {stories.DENIAL.title: 1}


IN_PASSING = (stories.PASSING_ORDER, stories.PASSING_STATUS, stories.PASSING_RETURN)
UNSEEN = stories.PASSING_DENIAL  # neither its title nor its summary says that it names the case


def test_only_what_could_concern_the_matter_is_asked_for(lived: Newsroom) -> None:
    asked = {
        name: Counter(each.path.partition("?")[0] for each in publisher.requests)
        for name, publisher in lived.world.press.items()
    }
    pages = {
        path: times
        for each in asked.values()
        for path, times in each.items()
        if path not in ("/feed", "/robots.txt")
    }
    about = {each.path for each in (*stories.HERALD, *stories.LEDGER, *stories.DISPATCH)}
    dull = {each for each in about if re.search(r"/(city|garden|sports)/", each)}
    forbidden = stories.PASSING_STATUS.path
    assert pages.keys() == about - dull - {UNSEEN.path, forbidden}
    assert {path for path, times in pages.items() if times > 1} == {stories.ORDER.path}


# The alerts.

OF_PRESS = re.compile(r"press reports|[Rr]eported|In the press$|In the press\.|On the docket")


def of_press(reader: Reader) -> list[str]:
    """What its messages say of stories, each line with the time at which it came."""
    return [
        f"{each.came} {line.strip(' -.')}"
        for each in reader.letters
        for line in each.text.splitlines()
        if OF_PRESS.search(line)
    ]


def test_at_once_means_before_the_docket_if_the_press_is(lived: Newsroom) -> None:
    assert of_press(lived.readers["now"]) == [
        "05-23 15:10 The press reports an order that is not on the docket yet",
        "05-23 15:50 On the docket 25 minutes after Sample Herald reported it",
        "05-26 16:40 The press reports an order that is not on the docket yet",
        "05-26 17:50 On the docket 41 minutes after Sample Herald reported it",
        "05-28 19:10 Reported by Sample Herald: Status Report",
        "05-30 18:00 Reported by Muster Ledger: Order on Motion for Preliminary Injunction (132)",
        "06-02 18:00 Reported by Muster Ledger: Order on Motion for Reconsideration",
        "06-04 18:00 Reported by Muster Ledger: Status Report",
        "06-04 18:30 In the press",
        "06-11 18:00 In the press",
    ]


def test_a_digest_has_what_the_filings_own_alerts_did_not_tell(lived: Newsroom) -> None:
    """Filings go at once, with the stories that were first; no story comes alone."""
    assert of_press(lived.readers["digest"]) == [
        "05-23 15:50 On the docket 25 minutes after Sample Herald reported it",
        "05-26 17:50 On the docket 41 minutes after Sample Herald reported it",
        "05-29 10:00 Reported by Sample Herald: Status Report",
        "05-31 10:00 Reported by Muster Ledger: Order on Motion for Preliminary Injunction (132)",
        "06-03 10:00 Reported by Muster Ledger: Order on Motion for Reconsideration",
        "06-05 10:00 Reported by Muster Ledger: Status Report",
        "06-05 10:00 In the press",
        "06-12 10:00 In the press",
    ]


@pytest.mark.parametrize("telling", ["now", "digest"])
def test_the_order_comes_first_and_the_story_second(lived: Newsroom, telling: str) -> None:
    orders = [each for each in lived.readers[telling].letters if "On the docket" in each.text]
    assert len(orders) == 2
    for letter in orders:
        filing = letter.text.index("\n- Order on Motion for")
        assert filing < letter.text.index("On the docket") < letter.text.index("“Judge ")
        assert "Order on Motion for" in letter.title


@pytest.mark.parametrize(
    "told", [*stories.HERALD[1:5], *stories.LEDGER[:4]], ids=lambda each: each.path
)
def test_a_story_is_told_once_and_once_more_when_its_filing_comes(
    lived: Newsroom, told: Story
) -> None:
    is_early = told in (stories.ORDER, stories.DENIAL)
    assert len(lived.readers["now"].about(told.title)) == (2 if is_early else 1)
    assert len(lived.readers["digest"].about(told.title)) == 1


@pytest.mark.parametrize("telling", ["now", "digest"])
def test_no_mention_no_copy_and_nothing_older_than_the_watch_is_told(
    lived: Newsroom, telling: str
) -> None:
    untold = headed(stories.VIOLATION, stories.COPIED, UNSEEN, *IN_PASSING)
    assert [lived.readers[telling].about(each) for each in untold] == [[]] * len(untold)


def test_the_log_has_all_of_it_and_tells_what_was_quiet(lived: Newsroom) -> None:
    told = [each for each in lived.world.lines("log") if each["kind"] == "article_linked"]
    found = [
        (each["field"], each["quiet"], each["new"]["title"], each["new"].get("minutes"))
        for each in told
    ]
    early, denial = headed(stories.ORDER, stories.DENIAL)
    passing = headed(*IN_PASSING)
    assert found == [
        (None, True, stories.VIOLATION.title, None),
        (None, False, early, None),
        ("entry", False, early, 25),
        ("update", True, early, None),
        ("mention", True, passing[0], None),
        (None, False, denial, None),
        ("entry", False, denial, 41),
        ("copy", True, stories.COPIED.title, None),
        (None, False, stories.STATUS.title, None),
        ("mention", True, passing[1], None),
        (None, False, stories.LATE_ORDER.title, None),
        (None, False, stories.LATE_DENIAL.title, None),
        (None, False, stories.LATE_STATUS.title, None),
        (None, False, stories.RETURN.title, None),
        ("mention", True, passing[2], None),
        (None, False, stories.LATE_RETURN.title, None),
    ]


# Feeds that go wrong.

BROKE = at(5, 24, 12)


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """One feed turns into a page, one stops, one floods; polled for two weeks thereafter."""
    with opened(tmp_path_factory.mktemp("broken"), "now", "digest") as room:
        press = room.world.press
        press["ledger"].stopped_at = press["dispatch"].flooded_at = BROKE
        for place in range(1, 3 * 15):
            moment = BEGAN + EVERY * place
            press["herald"].is_down = moment >= BROKE
            room.polls(moment, exits=3 if press["herald"].is_down else 0)
        yield room


def test_a_bad_feed_is_a_state_of_its_source(broken: Newsroom) -> None:
    sources = {each["id"]: each for each in broken.world.lines("sources")}
    states = {name: sources[f"news:{name}"]["state"] for name in broken.world.press}
    assert states == {"herald": "down", "ledger": "stale", "dispatch": "ok"}
    assert "the answer is a web page" in sources["news:herald"]["error"]


def test_a_bad_feed_is_logged_once(broken: Newsroom) -> None:
    logged = [
        (each["source"], each["kind"], each["new"])
        for each in broken.world.lines("log", "--loud")
        if each["kind"] != "article_linked" and (each["source"] or "").startswith("news:")
    ]
    assert logged == [
        ("news:herald", "source_failing", "down"),
        ("news:dispatch", "coverage_changed", "partial"),
        ("news:ledger", "source_stale", "stale"),
    ]


@pytest.mark.parametrize("telling", ["now", "digest"])
def test_of_a_bad_feed_a_digest_tells_once(broken: Newsroom, telling: str) -> None:
    reader = broken.readers[telling]
    assert reader.about("The news source herald has not answered") == ["05-25 10:00"]
    assert reader.about("The news source dispatch listed so many stories") == ["05-25 10:00"]
    assert reader.about("The news source ledger answers, but has had no") == ["06-04 10:00"]
    assert len(reader.about("The news source ")) == 2


def test_a_flood_is_no_storm(broken: Newsroom) -> None:
    """3,000 stories that name the matter: ten a day at once, and one digest each morning."""
    archive = re.compile(r"/archive/(\d+)")
    for telling, reader in broken.readers.items():
        of_flood = [each for each in reader.letters if archive.search(each.text)]
        digests = [each for each in of_flood if each.title.startswith("Docket digest")]
        alerts = [each for each in of_flood if each not in digests]
        assert max(Counter(each.at.date() for each in digests).values()) == 1
        assert (telling == "now") == bool(alerts)
        days = Counter()
        for each in alerts:
            days[each.came[:5]] += len(archive.findall(each.text))
        assert max(days.values(), default=0) <= 10
    assert len(broken.world.press["dispatch"].asked("/archive/0")) == 1


# Rounds that die.


def today() -> datetime:
    """A victim lives by the clock of the world outside."""
    return datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Newsroom]:
    """A reader who had his first look an hour ago, and since then the Herald has a new story."""
    with World.open(tmp_path / "home") as world, Chat() as chat:
        herald = world.press["herald"]
        herald.paper = replace(herald.paper, stories=(dated(stories.RETURN, 180),))
        world.at(today() - timedelta(hours=1))
        world.docket("channel", "add", "now", chat.url())
        world.docket("watch", CASES[0], "--name", "now", "--news", "now", "--channel", "now")
        world.docket("news", "add", herald.feed, "--name", "herald")
        world.docket("poll")
        herald.paper = replace(herald.paper, stories=(dated(stories.ORDER, 2),))
        world.at(today())
        yield Newsroom(world, {"now": Reader(chat)})


@pytest.fixture(scope="module")
def pad() -> Iterator[LaunchPad]:
    with LaunchPad() as opened:
        yield opened


def dated(story: Story, minutes: int) -> Story:
    return replace(story, at=today() - timedelta(minutes=minutes), later=None)


DEATHS = (
    Moment("read", 1),
    Moment("read", 1, statement=4),
    Moment("read", 1, statement=12),
    Moment("plan", 1, statement=6),
)


@pytest.mark.parametrize("death", DEATHS, ids=lambda each: f"{each.phase}-{each.statement}")
def test_killed_after_the_answer_a_story_is_neither_lost_nor_told_twice(
    mortal: Newsroom, pad: LaunchPad, death: Moment
) -> None:
    """Red when: the answer that lists a story is known, and nobody knows that it is to be read."""
    reader, home = mortal.readers["now"], mortal.world.house.folder
    killed = pad.poll(home, death, force=True)
    reader.opens(today())
    assert (killed.status, reader.letters) == (-SIGKILL, [])
    for _ in range(2):
        assert pad.poll(home, force=True).status == 0
    reader.opens(today())
    assert len(reader.about(stories.ORDER.title)) == 1
