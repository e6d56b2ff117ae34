"""A story is linked to the matters that it concerns, for reasons that can be shown."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from time import process_time

import pytest

from db.models import Docket, DocketEntry, Query, Watch, WatchedCase
from db.press import Article, ArticleLink, Role
from scraper import link
from scraper.link import Index, Matter
from scraper.linking import courts_said, prose

FILINGS = (
    "COMPLAINT against Sample Agency, filed by Q.R.S.",
    "Judge Ada Specimen: ORDER enjoining Defendants from removing any class member to a third"
    " country, such as South Sudan, without a reasonable fear interview.",
)
HEADING = Docket(
    "mad", "1:25-cv-99321", "Q.R.S. et al v. Sample Agency et al", judge="Ada Specimen"
)
DOCKET = replace(
    HEADING,
    entries=tuple(DocketEntry(number=n, text=text, id=str(n)) for n, text in enumerate(FILINGS, 1)),
)
MATTER = Matter("qrs", (DOCKET,))
APPEAL = Docket("ca1", "25-1345", "Q.R.S. v. Sample Agency")
PERSON = Matter(
    "muster",
    (
        Docket(
            "mdd", "8:25-cv-99322", "Muster Beispiel et al v. Noem et al", judge="Paula Specimen"
        ),
    ),
    aliases=("Ana Muster Beispiel",),
)


def linked(text: str, *matters: Matter, title: str = "Judge rules") -> tuple[ArticleLink, ...]:
    article = Article(
        "https://herald.example/1", title, published_at=datetime(2025, 5, 23, tzinfo=UTC)
    )
    return link.links(article, text, Index(matters or (MATTER,)))


def about(text: str, *matters: Matter, title: str = "Judge rules") -> list[str | None]:
    found = linked(text, *matters, title=title)
    return [each.watch for each in found if each.role is Role.ABOUT]


@pytest.mark.parametrize(
    "text",
    [
        "The case is number 25-cv-99321 in the federal court in Boston.",
        "The case is 1:25-cv-99321-ABC (D. Mass.).",
        "In Q.R.S. v. Sample Agency, the court ruled on Friday.",
        "In Q. R. S. v. Sample Agency, a judge ruled.",
        "A judge ruled for the man, identified only as Q.R.S., who was sent away.",
        "U.S. District Court Judge Ada Specimen in Massachusetts ruled on a flight to South Sudan.",
        "Judge Specimen, who sits in Boston, said that migrants sent to South Sudan must be heard.",
        "La jueza Ada Specimen, de Boston, falló sobre los deportados a Sudán del Sur.",
        "Richterin Ada Specimen in Boston entschied über Abschiebungen in den Südsudan.",
        "La juge Ada Specimen, à Boston, a statué sur les expulsions vers le Soudan du Sud.",
        "A juíza Ada Specimen, de Boston, decidiu sobre as deportações para o Sudão do Sul.",
    ],
)
def test_a_story_is_known_by_what_names_the_case(text: str) -> None:
    assert about(text) == ["qrs"]


@pytest.mark.parametrize(
    "text",
    [
        "The case is number 25-cv-99321 in the Southern District of New York.",
        "A judge in Boston ruled on lobster traps. The case is Placeholder v. Sample Harbor.",
        "U.S. District Judge Ada Specimen in Boston sided with a lobster cooperative on Friday.",
        "U.S. District Judge Carl Specimen in Boston ruled on a flight to South Sudan.",
        "Judge Specimen of the Sample County Superior Court ruled against a landlord.",
        "The QRS complex of the heart has a new measure, researchers wrote in a journal.",
        "Sample Agency opened an office in Boston. A judge cut the ribbon.",
        "A federal judge in Seattle stopped the Sample Agency from charging a fee.",
    ],
)
def test_a_story_of_something_else_is_not_linked(text: str) -> None:
    assert about(text) == []


def test_letters_that_stand_for_something_else_are_no_pseudonym() -> None:
    text = (
        "The Quartz Research Society, better known as the QRS, sued a rival in federal court in"
        " Boston. Judge Ada Specimen will hear the society."
    )
    assert about(text) == []
    found = link.weigh(Article("https://herald.example/1", "QRS sues"), text, Index([MATTER]))
    assert "another_meaning" in {each.about for each in found[0].evidence}


def test_a_number_alone_is_not_enough_where_other_courts_count_likewise() -> None:
    matter = Matter("appeal", (APPEAL,))
    here = "The appeal is No. 25-1345 in the 1st U.S. Circuit Court of Appeals."
    there = "The appeal is No. 25-1345 in the 4th U.S. Circuit Court of Appeals."
    assert about(here, matter) == ["appeal"]
    assert about(there, matter) == []


@pytest.mark.parametrize("holder", ["Noem", "Bondi", "Mullin", "U.S. Attorney General"])
def test_an_office_that_changes_its_holder_leaves_the_caption_the_same(holder: str) -> None:
    assert about(f"The case is Muster Beispiel v. {holder}, the judge said.", PERSON) == ["muster"]


def test_accents_make_no_other_name() -> None:
    matter = Matter("garcia", (Docket("mdd", "8:25-cv-99323", "Ejemplo Garcia v. Noem"),))
    assert about("Una jueza federal de Maryland falló a favor de Ejemplo García.", matter) == [
        "garcia"
    ]


def test_another_of_the_same_surname_is_another() -> None:
    assert about("Beispiel, 41, was sentenced by a judge in Maryland for theft.", PERSON) == []


def test_an_official_is_in_thousands_of_cases() -> None:
    matter = Matter("noem", (Docket("mdd", "8:25-cv-99324", "Doe v. Noem"),))
    assert about("A judge said that Secretary Kristi Noem must answer a lawsuit.", matter) == []


OTHER_CASE = (
    "A federal judge in San Antonio asked why a woman was put on a plane.",
    "Judge Carl Placeholder gave both sides a week to agree on what happened.",
    "Her lawyers produced a receipt. The government said that the order came too late.",
)
PASSING = (
    "In a similar case in Massachusetts, a man known as Q.R.S. was flown back last week.",
    "Other courts have gone the same way, among them the one that heard Q.R.S.",
    "It did not do so in the case that is comparable, that of Q.R.S.",
)


@pytest.mark.parametrize("words", PASSING)
def test_a_case_that_is_named_in_passing_is_a_mention(words: str) -> None:
    (found,) = linked("\n\n".join((*OTHER_CASE, words)))
    assert (found.watch, found.role) == ("qrs", Role.MENTION)


def test_what_stands_under_a_page_is_not_the_story() -> None:
    page = "\n\n".join((*OTHER_CASE, "Related stories", "Judge orders return of Q.R.S."))
    assert linked(page) == ()


def test_a_round_up_is_about_each_of_its_cases() -> None:
    text = (
        "Two rulings in one week. Q.R.S. may come back, Judge Ada Specimen said in Boston.\n\n"
        "Ana Muster Beispiel may not, said Judge Paula Specimen in Maryland.\n\n"
        "The lawyers of Q.R.S. were glad. Those of Muster Beispiel will appeal."
    )
    assert set(about(text, MATTER, PERSON)) == {"qrs", "muster"}


def test_a_case_that_a_headline_holds_up_to_another_is_a_mention() -> None:
    title = "Agency brings Q.R.S. back, but not Ana Muster Beispiel"
    text = (
        "The Sample Agency brought a man known as Q.R.S. back on Friday.\n\nJudge Ada Specimen in"
        " Boston had ordered it.\n\nQ.R.S. landed at noon, his lawyers said.\n\nQ.R.S. had been"
        " sent to South Sudan.\n\nJudge Specimen asked for a report.\n\nAna Muster Beispiel waits."
    )
    roles = {each.watch: each.role for each in linked(text, MATTER, PERSON, title=title)}
    assert roles == {"qrs": Role.ABOUT, "muster": Role.MENTION}


def test_a_story_that_hints_at_a_case_without_naming_anybody_only_mentions_it() -> None:
    title = "Placeholder Island will take deported migrants"
    text = (
        "The island agreed to take migrants.\n\nCampaigners fear for those sent to a third country"
        " like South Sudan.\n\nA federal judge in Boston ruled on such deportations in June."
    )
    assert about(text, title=title) == []


def test_the_link_is_to_the_docket_that_the_story_is_about() -> None:
    matter = Matter("qrs", (DOCKET, APPEAL, Docket("scotus", "25A99", "Sample Agency v. Q.R.S.")))
    told = {
        "ca1": "The 1st U.S. Circuit Court of Appeals refused to pause a ruling for Q.R.S.",
        "scotus": "The Supreme Court on Friday lifted the injunction in Sample Agency v. Q.R.S.",
        "mad": "Judge Ada Specimen in Boston ruled for Q.R.S. on Friday.",
    }
    for court_id, text in told.items():
        (found,) = linked(text, matter)
        assert found.docket.court_id == court_id


def test_the_evidence_adds_up_and_quotes_the_story() -> None:
    text = "U.S. District Judge Ada Specimen in Boston ruled for the man called Q.R.S."
    (found,) = linked(text)
    assert found.score == pytest.approx(min(1.0, sum(each.weight for each in found.evidence)))
    assert {each.about: each.words for each in found.evidence}["pseudonym"] == "Q.R.S."
    assert all(each.words in text for each in found.evidence if each.about != "act_on_docket")


def test_the_likeliest_matter_comes_first_and_the_threshold_is_the_callers() -> None:
    text = "In Q.R.S. v. Sample Agency, Judge Paula Specimen of Maryland is cited, too."
    article = Article("https://herald.example/1", "A ruling")
    found = link.links(article, text, Index([PERSON, MATTER]), threshold=0.2)
    assert [each.watch for each in found][:1] == ["qrs"]
    assert link.links(article, text, Index([MATTER]), threshold=1.01) == ()


def test_a_docket_that_was_never_seen_is_known_by_its_number_and_its_alias() -> None:
    matter = Matter("new", (Docket("mad", "1:25-cv-99400"),), aliases=("T.U.V.",))
    assert about("Case 1:25-cv-99400 was filed in federal court in Boston.", matter) == ["new"]
    assert about("A judge in Boston ruled for a man known as T.U.V.", matter) == ["new"]
    assert about("A judge in Boston ruled for a man.", matter) == []


def test_a_heading_without_filings_is_enough_for_its_parties_and_its_caption() -> None:
    matter = Matter("qrs", (HEADING,))
    assert about("In Q.R.S. v. Sample Agency, a judge ruled.", matter) == ["qrs"]


def test_every_watch_with_cases_is_a_matter() -> None:
    case = WatchedCase("mad", "1:25-cv-99321")
    watches = [
        Watch("seen", cases=(case,), aliases=("O.P.",)),
        Watch("unseen", cases=(replace(case, number="1:25-cv-5"),)),
        Watch("query", query=Query(party="Sample")),
    ]
    held = {case.number: [DOCKET]}
    found = link.matters(watches, lambda each: held.get(each.number, []))
    assert [(each.watch, each.dockets) for each in found] == [
        ("seen", (DOCKET,)),
        ("unseen", (Docket("mad", "1:25-cv-5"),)),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Judge orders return of O.C.G. and of Q.R.S.",
        "A federal judge in Boston barred deportations on Friday",
        "Judge Specimen rules on flight",
        "Court hears case over South Sudan flight",
        "Docket 25-cv-99321",
    ],
)
def test_what_could_concern_a_matter_is_worth_fetching(words: str) -> None:
    assert [each.watch for each in Index([MATTER]).may_concern(words)] == ["qrs"]


@pytest.mark.parametrize(
    "words",
    [
        "Boston marathon draws a record field in the rain",
        "Specimen scores twice in cup final",
        "Judge in Texas rules on county road",
        "QRSTUV is no word",
    ],
)
def test_most_stories_are_not(words: str) -> None:
    assert Index([MATTER]).may_concern(words) == []


@pytest.mark.parametrize(
    ("words", "court_ids"),
    [
        ("a federal judge in Boston", {"mad", "mab"}),
        ("U.S. District Court in Massachusetts", {"mad", "mab"}),
        ("a federal appeals court in Boston", {"ca1"}),
        ("the 1st U.S. Circuit Court of Appeals", {"ca1"}),
        ("the U.S. Court of Appeals for the Fourth Circuit", {"ca4"}),
        ("the D.C. Circuit", {"cadc"}),
        ("the Supreme Court", {"scotus"}),
        ("la Corte Suprema de Estados Unidos", {"scotus"}),
        ("a judge in Brooklyn", {"nyed", "nyeb"}),
        ("in the S.D.N.Y.", {"nysd"}),
    ],
)
def test_courts_are_known_by_their_names_in_the_press(words: str, court_ids: set[str]) -> None:
    found = courts_said.find(prose.read("", f"It was {words} that ruled."))
    assert {id for each in found for id in each.ids} == court_ids


@pytest.mark.parametrize(
    "words",
    [
        "the Supreme Court of Maryland",
        "a superior court judge in Massachusetts",
        "the Massachusetts Supreme Judicial Court",
        "the city of Boston",
    ],
)
def test_a_states_court_is_none_of_ours(words: str) -> None:
    found = courts_said.find(prose.read("", f"It was {words} that ruled."))
    assert {id for each in found for id in each.ids} == set()


def test_green_cards_and_papers_are_no_game() -> None:
    """Red when: everyday words speak against a caption that is written without its points."""
    text = (
        "A judge in Boston ruled, the paper said. Many once had green cards; a green card is soon"
        " lost, a journal of researchers found."
    )
    (found,) = linked(text, title="Judge rules in QRS v. Sample Agency")
    assert "another_meaning" not in {each.about for each in found.evidence}


HOSTILE = (
    "Judge " * 20_000 + "Q." * 20_000 + " v. " * 5_000,
    f"{'A' * 100}! v. {'B' * 100}! " * 300,
    "the of and " * 20_000 + "v. X",
    "South " * 20_000 + "countries that are " * 5_000,
    "filed by " + "A, of the " * 10_000,
    "a" * 60_000,
    "A. " * 20_000,
    "Q.R.S. " * 8_000,
    "Q.R.S. v. Sample Agency " * 2_500,
    "Judge Specimen in Boston, " * 2_300,
    "a court of Massachusetts " * 2_400,
    "removed to South Sudan by Sample Agency " * 1_500,
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_costs_no_more_than_a_long_one(text: str) -> None:
    begin = process_time()
    linked(f"Judge Specimen in Boston ruled for Q.R.S. {text}", title="v. " * 500)
    assert process_time() - begin < 5.0


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nor_does_a_hostile_docket(text: str) -> None:
    hostile = replace(DOCKET, caption=text[:500], entries=(DocketEntry(number=1, text=text),))
    begin = process_time()
    linked("A judge in Boston ruled.", Matter("hostile", (hostile,)))
    assert process_time() - begin < 5.0


def test_what_a_matter_is_known_by_is_found_out_once() -> None:
    """Red when: each round looks through all entries of all matters anew."""
    words = "Docket 25-cv-99321"
    (first,) = Index([MATTER]).profiles(words)
    (again,) = Index([deepcopy(MATTER)]).profiles(words)
    assert again is first
    (other,) = Index([replace(MATTER, judge="Jane Q. Sample")]).profiles(words)
    assert other is not first
