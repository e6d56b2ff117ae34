"""What is proposed to a watch: what its dockets name, and it does not hold."""

from __future__ import annotations

from db.models import Docket, DocketEntry, DocketKey, RelatedDocket, Relation, Watch, WatchedCase
from db.proposals import proposals

APPEALED = DocketEntry(number=70, text="USCA Case Number 25-1393 for 65 Notice of Appeal", id="7")


def watch(*keys: tuple[str, str]) -> Watch:
    return Watch("dvd", tuple(WatchedCase(*key) for key in keys))


DVD = watch(("mad", "1:25-cv-10676"))


def docket(*entries: DocketEntry, court_id: str = "mad", number: str = "1:25-cv-10676") -> Docket:
    return Docket(court_id, number, entries=entries)


def of_heading(*related: RelatedDocket, court_id: str, number: str) -> Docket:
    return Docket(court_id, number, related=related)


def cases(*dockets: Docket, of: Watch = DVD) -> list[str]:
    return [each.case for each in proposals(dockets, of)]


def test_a_proposal_says_where_it_was_named() -> None:
    (found,) = proposals([docket(APPEALED)], DVD)
    assert (found.case, found.named_in) == ("ca1 25-1393", DocketKey("mad", "1:25-cv-10676"))
    assert found.entry == APPEALED
    assert found.related.words == APPEALED.text


def test_what_the_watch_holds_is_not_proposed() -> None:
    assert cases(docket(APPEALED), of=watch(("mad", "1:25-cv-10676"), ("ca1", "25-1393"))) == []
    padded = DocketEntry(text="USCA Case Number 25-01393 for 65 Notice of Appeal")
    assert cases(docket(padded), of=watch(("ca1", "25-1393"))) == []


def test_the_same_number_in_another_court_is_another_docket() -> None:
    told = DocketEntry(text="USCA Case Number 25-1345 for 24 Notice of Appeal")
    held = watch(("mdd", "8:25-cv-00951"), ("ca1", "25-1345"))
    assert cases(docket(told, court_id="mdd", number="8:25-cv-00951"), of=held) == ["ca4 25-1345"]


def test_each_is_proposed_once_as_it_was_named_first() -> None:
    mandate = DocketEntry(text="MANDATE of USCA (25-1311, 25-01393) as to 65 Notice of Appeal")
    found = proposals([docket(APPEALED, mandate)], DVD)
    assert [each.case for each in found] == ["ca1 25-1393", "ca1 25-1311"]
    assert [each.entry for each in found] == [APPEALED, mandate]


def test_an_appeal_is_proposed_as_its_own_court_numbers_it() -> None:
    padded = RelatedDocket(Relation.APPEAL, "25-01393", "ca1", "Case in other court")
    assert cases(of_heading(padded, court_id="mad", number="1:25-cv-10676")) == ["ca1 25-1393"]


def test_a_heading_proposes_too_and_never_the_docket_itself() -> None:
    below = RelatedDocket(Relation.LOWER_COURT, "25-1393", "ca1", "First Circuit 25-1393")
    own = RelatedDocket(Relation.RELATED, "24A1153", "scotus")
    application = of_heading(below, own, court_id="scotus", number="24A1153")
    (found,) = proposals([application], watch(("scotus", "24A1153")))
    assert (found.case, found.entry) == ("ca1 25-1393", None)


def test_without_a_court_the_number_is_proposed_alone() -> None:
    docketed = DocketEntry(text="Case docketed. Originating case number: 8:25-cv-00951-PX.")
    appeal = docket(docketed, court_id="ca4", number="25-1345")
    assert cases(appeal, of=watch(("ca4", "25-1345"))) == ["8:25-cv-00951"]
    assert cases(appeal, of=watch(("ca4", "25-1345"), ("mdd", "8:25-cv-00951"))) == []


def test_a_court_told_once_is_enough() -> None:
    nameless = RelatedDocket(Relation.RELATED, "1:25-cv-11000")
    member = RelatedDocket(Relation.RELATED, "1:25-cv-11000", "mad", "Member case")
    lead = of_heading(nameless, member, court_id="mad", number="1:25-cv-10676")
    assert cases(lead) == ["mad 1:25-cv-11000"]


def test_what_nobody_can_watch_is_not_proposed() -> None:
    related = [
        RelatedDocket(Relation.LOWER_COURT, "A01A2414", None, "Court of Appeals of Georgia"),
        RelatedDocket(Relation.LOWER_COURT, "1:25-cv-10676", "ca1"),
        RelatedDocket(Relation.RELATED, "24A1153", "mad"),
        RelatedDocket(Relation.RELATED, "25-1393", "nowhere"),
    ]
    named = of_heading(*related, court_id="scotus", number="24-966")
    assert cases(named, of=watch(("scotus", "24-966"))) == []
