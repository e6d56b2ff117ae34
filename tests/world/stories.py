"""What three invented publishers wrote in the spring of 2025, each in its own words.

The Herald hears of things before the clerk dockets them. The Ledger writes of each a week late.
The Dispatch writes of other cases and names this one in passing, but for a story of the Herald's
that it takes over. What the court did is verified; the parties of the other cases are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tests.world.story import BOSTON


@dataclass(frozen=True)
class Story:
    at: datetime  # when it was published
    path: str
    title: str
    summary: str  # as the feed has it, and how its text begins
    paragraphs: tuple[str, ...] = ()
    later: tuple[datetime, str] | None = None  # when it was updated, and what was added


def _at(month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(2025, month, day, hour, minute, tzinfo=BOSTON).astimezone(UTC)


VIOLATION = Story(
    _at(5, 21, 19, 20),
    "/2025/05/21/south-sudan-flight",
    "Flight toward South Sudan broke court order, judge says",
    "U.S. District Judge Brian Murphy in Boston said on Wednesday that the Department of Homeland"
    " Security had violated his injunction by putting men on a plane toward South Sudan.",
    (
        "Murphy wrote that a night's warning is no meaningful opportunity to object. The class"
        " action, D.V.D. v. Department of Homeland Security, is about removals to countries that"
        " nobody named before.",
    ),
)
ORDER = Story(
    _at(5, 23, 15, 5),
    "/2025/05/23/return-ordered",
    "Judge orders government to bring back man deported to Mexico",
    "BOSTON - The Trump administration must facilitate the return of a Guatemalan man whom it"
    " deported to Mexico, U.S. District Judge Brian Murphy ordered on Friday.",
    (
        "The man, known in court papers as O.C.G., had won protection from being sent to"
        " Guatemala. Two days later he was on a bus to Mexico, a country that nobody had mentioned"
        " to him, and from there he was sent on to the place that he had fled.",
        "Murphy granted a motion for a preliminary injunction in D.V.D. v. Department of Homeland"
        " Security, a class action over removals to third countries. He told the government to"
        " report within five days what it has done.",
        "The Department of Homeland Security did not answer questions on Friday afternoon.",
    ),
    (
        _at(5, 23, 16, 40),
        "A department spokesperson said later on Friday that the man had been in the country"
        " illegally and that the ruling would be looked at.",
    ),
)
DENIAL = Story(
    _at(5, 26, 16, 34),
    "/2025/05/26/no-second-thoughts",
    "Judge will not reconsider orders on deportees held in Djibouti",
    "BOSTON - U.S. District Judge Brian Murphy on Monday denied the government's motion to"
    " reconsider his orders on men who were flown toward South Sudan.",
    (
        "In a Memorial Day ruling he also refused to put those orders on hold. The Department of"
        " Homeland Security, he wrote, had asked for the interviews on a foreign base itself and"
        " now calls them an impossible burden.",
        "The men are members of the class in D.V.D. v. Department of Homeland Security, whom an"
        " injunction of April protects from being removed to a third country without notice and a"
        " chance to speak of their fear.",
        "The government can turn to the Supreme Court next. A spokesperson did not say whether it"
        " will.",
    ),
)
STATUS = Story(
    _at(5, 28, 19, 5),
    "/2025/05/28/working-on-a-flight",
    "Officials say they are working on flight for deported Guatemalan man",
    "The government told a federal judge in Boston in a Wednesday court filing that it is working"
    " with ICE Air to bring back O.C.G., the man whom it deported to Mexico.",
    (
        "The status report in D.V.D. v. Department of Homeland Security came on the day that U.S."
        " District Judge Brian Murphy had set for it. An official of the field office in Phoenix"
        " says in a declaration that a seat on a charter flight is being looked for.",
        "Lawyers for the man said that they would believe it when they see him.",
    ),
)
RETURN = Story(
    _at(6, 4, 18, 20),
    "/2025/06/04/back-in-the-country",
    "Man deported to Mexico despite his fears is back in the United States",
    "O.C.G., the Guatemalan man whose return U.S. District Judge Brian Murphy had demanded, landed"
    " in California on Wednesday on a commercial flight.",
    (
        "He is the first person known to be brought back in D.V.D. v. Department of Homeland"
        " Security. His lawyers said that he was taken into custody at the airport and is to be"
        " moved to Arizona.",
        "They had waved at him through a window, one of them said, and he had waved back.",
    ),
)

LATE_ORDER = Story(
    _at(5, 30, 11, 0),
    "/essays/a-bus-to-mexico",
    "A bus to Mexico, and the long way back",
    "One week ago, on May 23, Judge Brian Murphy of the federal court in Massachusetts granted a"
    " preliminary injunction for a man who is called O.C.G. in the papers.",
    (
        "We read the fourteen pages slowly. They do not thunder. They ask what it would have cost"
        " the Department of Homeland Security to put one question to one man before it closed the"
        " door of a bus, and find that it would have cost nothing.",
        "What the order asks for in D.V.D. v. U.S. Department of Homeland Security is modest: take"
        " the steps that are needed so that he can come back, and tell the court about it.",
    ),
)
LATE_DENIAL = Story(
    _at(6, 2, 11, 0),
    "/essays/asked-and-answered",
    "Asked and answered: a judge declines to think again",
    "On Memorial Day, May 26, Judge Brian Murphy of the federal court in Massachusetts denied"
    " reconsideration of what he had ordered for the men in Djibouti.",
    (
        "It is a rare thing to see a court quote a government's own request back at it, page after"
        " page. The lawyers of the Department of Homeland Security had wanted to hold the"
        " interviews abroad; a few days on, they wanted to be rid of them.",
        "The case is D.V.D. v. U.S. Department of Homeland Security, and readers of this page know"
        " it well by now.",
    ),
)
LATE_STATUS = Story(
    _at(6, 4, 11, 0),
    "/essays/a-seat-on-a-plane",
    "A seat on a plane, in three paragraphs",
    "The status report that the government filed on May 28 in the court of Judge Brian Murphy"
    " takes three paragraphs to say that somebody is looking for a seat on a plane for O.C.G.",
    (
        "We have seen longer notes about parking. Still, it is the first sign in D.V.D. v. U.S."
        " Department of Homeland Security that what the court asks for will be done.",
        "An official declares under oath that ICE Air was asked. When, how often and by whom, he"
        " does not say.",
    ),
)
LATE_RETURN = Story(
    _at(6, 11, 11, 0),
    "/essays/an-arrival",
    "An arrival",
    "O.C.G., the man of the case of D.V.D. in Massachusetts, has been in the United States for a"
    " week: he came back on June 4, among people who were going home from holidays.",
    (
        "No paper of the court says so. Those who follow D.V.D. v. U.S. Department of Homeland"
        " Security learned of it from his lawyers, who stood at the airport with a sign.",
        "He slept through most of the flight, they said, and asked for tea.",
    ),
)

PASSING_ORDER = Story(
    _at(5, 24, 9, 0),
    "/immigration/placeholder-ruling",
    "Vermont judge hears plea of farm hand facing removal",
    "BURLINGTON - A federal judge in Vermont heard arguments on Friday over whether a dairy farm"
    " hand may be deported, hours after a judge in Boston ordered another man's return.",
    (
        "In Placeholder v. Muster County the worker says that he was picked up on his way to the"
        " barn. His lawyer asked U.S. District Judge Sample Muster to keep him within a drive of"
        " his family while the case goes on.",
        "The county's lawyer answered that it had only lent a room in its jail. She said that"
        " federal officers decide where people are taken, and that no one in Burlington can.",
        "In a similar case in Boston, D.V.D. v. Department of Homeland Security, another judge"
        " ordered the return of a man this week.",
        "A decision for the farm hand is expected in June, after both sides have put in papers on"
        " what the jail knew.",
    ),
)
PASSING_DENIAL = Story(
    _at(5, 27, 8, 30),
    "/immigration/muster-hearing",
    "Town of Muster to vote on renting its jail to federal agencies",
    "MUSTER - The select board of Muster is to vote on Thursday on a contract that would rent out"
    " forty beds of the town's jail.",
    (
        "Supporters speak of a new roof for the school, which the rent would pay within two years."
        " Opponents carried signs through the rain and read a letter of three former wardens.",
        "The board's counsel said that the courts are watching such contracts. She pointed to"
        " several suits, among them D.V.D. v. Department of Homeland Security in Massachusetts,"
        " and advised the town to ask for a clause that covers its costs.",
        "The contract runs for five years. The vote will be by roll call, and the hall is booked"
        " until midnight.",
    ),
)
PASSING_STATUS = Story(
    _at(5, 29, 8, 30),
    "/members/week-in-courts",
    "Appeals panel weighs rules for immigration interpreters",
    "Three judges of an appeals court asked on Wednesday who has to pay for interpreters, in a"
    " dispute that lawyers compare with others such as D.V.D. v. Department of Homeland Security.",
    ("This text is for members of the Dispatch.",),
)
PASSING_RETURN = Story(
    _at(6, 5, 8, 30),
    "/immigration/sample-alliance",
    "Sample Alliance opens office for people who were sent away",
    "PROVIDENCE - A group that helps the families of deported people, and sends its lawyers to the"
    " federal court in Boston, opened its first office on Thursday.",
    (
        "The Sample Alliance has two lawyers, a kettle and a map with pins in it. Its founder said"
        " that most callers ask one thing: whether anybody ever comes back.",
        "Hardly anybody does, she tells them. A man in a separate case, D.V.D. v. Department of"
        " Homeland Security, was flown back this week after a judge in Boston stepped in.",
        "The office is open on weekdays. It has asked the city for a second telephone line.",
    ),
)
COPIED = Story(
    _at(5, 26, 18, 30),
    "/partners/judge-will-not-reconsider",
    "Federal judge stands by orders for deportees in Djibouti",
    DENIAL.summary,
    (*DENIAL.paragraphs, "This story was first published by the Sample Herald."),
)

FIRST, LAST = date(2025, 5, 16), date(2025, 6, 12)


def daily(hour: int, path: str, title: str, summary: str) -> tuple[Story, ...]:
    """What is no matter of ours, each morning anew."""
    days = (FIRST + timedelta(days=each) for each in range((LAST - FIRST).days + 1))
    return tuple(
        Story(
            _at(day.month, day.day, hour, 0),
            f"{path}/{day}",
            f"{title}, {day:%B} {day.day}",
            summary,
            ("More on this in the paper of tomorrow.",),
        )
        for day in days
    )


HERALD = (
    VIOLATION,
    ORDER,
    DENIAL,
    STATUS,
    RETURN,
    *daily(6, "/city", "School buses and road works", "Where to drive slowly this morning."),
)
LEDGER = (
    LATE_ORDER,
    LATE_DENIAL,
    LATE_STATUS,
    LATE_RETURN,
    *daily(7, "/garden", "What to plant this week", "Notes on beans, from a balcony."),
)
DISPATCH = (
    PASSING_ORDER,
    PASSING_DENIAL,
    PASSING_STATUS,
    PASSING_RETURN,
    COPIED,
    *daily(5, "/sports", "Sample League results", "A jury of fans picks the save of the night."),
)
