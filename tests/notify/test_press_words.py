"""How stories read: whose words they are, under which filing, and nothing in them acts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.guard import Guard
from db.models import Change
from notify import render, specimen
from notify.press import Piece
from notify.story import Form, Story

HOSTILE = Piece(
    *(7, 7, '"><script>x</script> [click](https://evil.example) @everyone *bold* \x1b[31m'),
    url="javascript:alert(1)",
    publisher="<b>Herald</b> `rm`",
    published_at=specimen.NOW,
    words="granted <i>all</i> of it",
)
REPORT = {"kinds": ["order"], "first_on": None, "last_on": None, "words": HOSTILE.words}


def told(*changes: Change, **said: object) -> Story:
    return replace(specimen.alert(), changes=changes, **said)  # type: ignore[arg-type]


def test_a_filing_comes_first_and_its_stories_under_it() -> None:
    message = render.message(specimen.alert())
    for body in (message.text, message.markdown, message.html):
        places = [body.index(each) for each in ("Order: granted", "On the docket 41", "splits the")]
        assert places == sorted(places)
        assert "https://herald.example/2025/05/27/sample-agency-files" in body
        assert "Example Wire, Tuesday 27 May, 4:05 PM EDT, and 3 copies" in body


def test_without_one_that_came_first_publishers_are_named() -> None:
    pieces = [
        replace(specimen.WIRE, id=each, cluster=each, publisher=f"Paper {each}")
        for each in range(4)
    ]
    for number, line in ((1, "Paper 0"), (3, "Paper 0, Paper 1 and Paper 2")):
        some = replace(specimen.alert(), reported={"2": tuple(pieces[:number])})
        assert f"Reported by {line}.\n" in render.message(some).text
    many = replace(specimen.alert(), reported={"2": tuple(pieces)})
    assert "Reported by Paper 0, Paper 1 and 2 more.\n" in render.message(many).text


@pytest.mark.parametrize(
    ("minutes", "span"),
    [(1, "1 minute"), (41, "41 minutes"), (119, "119 minutes"), (120, "2 hours"),
     (47 * 60, "47 hours"), (48 * 60, "2 days")],
)  # fmt: skip
def test_how_long_the_docket_took_is_told_in_one_unit(minutes: int, span: str) -> None:
    change = specimen.reported(specimen.HERALD, entries=(specimen.ORDER,), minutes=minutes)
    title = render.message(told(change)).title
    assert f": on the docket {span} after Sample Herald reported it: Order on" in title


def test_a_docket_that_was_first_is_not_said_to_have_come_later() -> None:
    change = specimen.reported(specimen.HERALD, entries=(specimen.ORDER,), minutes=None)
    line = "Now on the docket, as Sample Herald reported: Order on Motion to Compel (27)."
    assert line in render.message(told(change)).text


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("order", "an order"),
        ("judgment", "a ruling"),
        ("motion", "a motion"),
        ("brief", "a filing"),
    ],
)
def test_what_is_not_on_the_docket_yet_is_named_with_its_source(kind: str, what: str) -> None:
    change = specimen.reported(specimen.HERALD, report=REPORT | {"kinds": [kind]})
    text = render.message(told(change)).text
    assert f"- The press reports {what} that is not on the docket yet.\n" in text
    assert "This is a report of the press, not of the court." in text


def test_what_a_title_says_already_is_not_quoted_beside_it() -> None:
    title = specimen.HERALD.title
    for words, count in ((title, 1), ("granted in part", 2)):
        change = specimen.reported(specimen.HERALD, report=REPORT | {"words": words})
        assert render.message(told(change)).text.count("Sample Herald") == count
    assert f"“{title}”" in render.message(told(change)).text


def test_stories_of_one_act_are_one_item_and_of_the_matter_another() -> None:
    wire = specimen.reported(specimen.WIRE, report=REPORT)
    herald = specimen.reported(specimen.HERALD, report=REPORT)
    text = render.message(told(wire, herald, specimen.reported(specimen.FEATURE))).text
    assert text.count("\n- ") == 2
    assert text.index("herald.example") < text.index("wire.example") < text.index("- In the press.")


def test_a_publisher_without_a_name_is_named_by_its_host() -> None:
    change = specimen.reported(replace(specimen.FEATURE, publisher=None))
    assert "(gazette.example, Tuesday 27 May, 5:30 AM EDT)" in render.message(told(change)).text


@pytest.mark.parametrize("form", ["alert", "digest"])
def test_nothing_in_a_story_acts(form: str) -> None:
    change = specimen.reported(HOSTILE, report=REPORT)
    under = {"2": (HOSTILE,)}
    shown = told(specimen.added(specimen.ORDER), change, reported=under)
    message = render.message(replace(shown, form=type(shown.form)(form)))
    assert "<script>" not in message.html
    assert "<b>Herald" not in message.html
    assert "javascript:" not in message.html + message.markdown + message.text
    assert "[click](https://evil" not in message.markdown
    assert "@everyone" not in message.markdown
    assert "\x1b" not in message.text
    assert len(message.title) <= 150


def test_what_is_withheld_is_in_no_form_of_a_story() -> None:
    """Red when: `withheld._Hand.piece` lets the pieces through."""
    secret = replace(
        specimen.HERALD,
        title=f"Judge returns {'x' * 280} Ana Person",  # where a title is cut
        publisher="The Ana Person Post",
        url="https://herald.example/ana-person-returned",
        words="the return of Ana Person",
    )
    report = REPORT | {"words": secret.words}
    own = specimen.reported(replace(secret, id=8, cluster=8), report=report)
    shown = told(
        *(specimen.added(specimen.ORDER), own),
        reported={"2": (secret,)},
        guard=Guard(("Ana Person",)),
    )
    message = render.message(shown)
    forms = " ".join((message.title, message.text, message.markdown, message.html)).lower()
    assert "ana" not in forms.replace("sample", "")
    assert "the [withheld] post" in forms


def test_stories_are_told_in_the_readers_language() -> None:
    change = specimen.reported(specimen.HERALD, report=REPORT)
    message = render.message(replace(told(change), language="es"))
    assert message.title.endswith(
        ": la prensa informa de una orden que aún no está en el expediente"
    )
    assert "Es una información de la prensa, no del tribunal." in message.text


def test_a_digest_counts_its_stories() -> None:
    title = render.message(specimen.digest()).title
    assert title == "Docket digest, Tue 27 May: 2 filings and 1 story in 1 case"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(("number", "more"), [(10, 0), (11, 1), (23, 13)])
def test_stories_that_a_message_has_no_room_for_are_counted(
    number: int, more: int, language: str
) -> None:
    pieces = tuple(
        replace(specimen.WIRE, id=each, cluster=each, title=f"Story {each}.")
        for each in range(number)
    )
    under = replace(specimen.alert(), reported={"2": pieces}, language=language)
    alone = told(*(specimen.reported(each) for each in pieces), language=language)
    nouns = {"en": ("more story", "more stories"), "es": ("noticia más", "noticias más")}
    for story in (under, alone, replace(alone, form=Form.DIGEST)):
        message = render.message(story)
        for body in (message.text, message.markdown, message.html):
            assert [each.title in body for each in pieces] == [True] * 10 + [False] * more
            assert [each for each in nouns[language] if each in body] == (
                [nouns[language][more > 1]] if more else []
            )
            assert not more or str(more) in body.partition("Story 9.")[2]
