"""Which matters an article concerns, and why. Pure; the door of `scraper.linking`.

index = link.Index(matters)                  once a round
index.may_concern(title + summary)           cheap: which stories are worth fetching
link.links(article, text, index)             one link for a matter at most, best first
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from db.models import DocketKey
from db.press import Article, ArticleLink, Evidence, Report, Reported, Role
from scraper.linking import entries, reports, roles, score, signs, which_docket
from scraper.linking.index import Index
from scraper.linking.matter import Matter, matters
from scraper.linking.profile import Profile
from scraper.linking.roles import Verdict
from scraper.linking.score import THRESHOLD
from scraper.linking.sighted import Sighted
from scraper.linking.sign import Sign

__all__ = ["THRESHOLD", "Index", "Matter", "Weighed", "links", "matters", "weigh"]

_LIKELY = 0.4  # of a candidate: the act is likely on the docket
_SURE = 0.75  # it is, and no other entry comes near
_ON_DOCKET = 0.2
_SURELY_ON_DOCKET = 0.25
_NONE: tuple[Reported, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """A matter beside an article, whatever came of it."""

    matter: Matter
    score: float
    verdict: Verdict
    docket: DocketKey
    evidence: tuple[Evidence, ...]
    report: Report | None
    entries: tuple[Reported, ...]

    @property
    def link(self) -> ArticleLink:
        return ArticleLink(
            self.docket,
            self.verdict.role,
            self.score,
            self.evidence,
            self.report,
            self.entries,
            self.matter.watch,
        )


def links(
    article: Article, text: str, index: Index, threshold: float = THRESHOLD
) -> tuple[ArticleLink, ...]:
    """`text` is the article's text, or its summary."""
    weighed = weigh(article, text, index, threshold)
    return tuple(each.link for each in weighed if each.score >= threshold)


def weigh(
    article: Article, text: str, index: Index, threshold: float = THRESHOLD
) -> tuple[Weighed, ...]:
    """Every matter that the article may concern, the likeliest first, also below the threshold."""
    told = Sighted.of(article.title, text)
    found = [
        _weighed(article, text, told, profile, threshold)
        for profile in index.profiles(f"{article.title}\n{text}")
    ]
    found = [_beside(each, found, threshold) for each in found]
    return tuple(sorted(found, key=lambda each: (-each.score, each.verdict.role)))


def _beside(weighed: Weighed, found: Iterable[Weighed], threshold: float) -> Weighed:
    """With its role beside the other matters; one whose act is on the docket keeps its own."""
    others = (each.verdict for each in found if each is not weighed and each.score >= threshold)
    verdict = roles.beside(weighed.verdict, others)
    if weighed.entries or verdict.role is weighed.verdict.role:
        return weighed
    return replace(weighed, verdict=verdict, report=None)


def _weighed(
    article: Article, text: str, told: Sighted, profile: Profile, threshold: float
) -> Weighed:
    found = signs.find(profile, told)
    evidence = score.evidence(profile, told, found)
    report, candidates = None, _NONE
    if score.total(evidence) >= threshold - _SURELY_ON_DOCKET:  # else no report would lift it
        report, candidates = _reported(article, text, profile.matter)
    on_docket = tuple(_on_docket(report, candidates, found))
    verdict = roles.of(profile, told, found, on_docket=sum(each.weight for each in on_docket))
    docket = which_docket.of(profile, told, found, candidates)
    if verdict.role is Role.MENTION:  # what it reports is of the case that it is about
        report, candidates = None, _NONE
    evidence += on_docket
    total = score.total(evidence)
    return Weighed(profile.matter, total, verdict, docket, evidence, report, candidates)


def _reported(
    article: Article, text: str, matter: Matter
) -> tuple[Report | None, tuple[Reported, ...]]:
    report = reports.of(article, text, matter)
    return report, entries.candidates(report, matter) if report else _NONE


def _on_docket(
    report: Report | None, candidates: tuple[Reported, ...], found: tuple[Sign, ...]
) -> Iterator[Evidence]:
    """The act that the story tells of stands on the docket, on its day."""
    if report is None or not candidates or not any(each.court_id for each in found):
        return
    best = candidates[0].confidence
    if best >= _LIKELY:
        is_sure = best >= _SURE and len(candidates) == 1
        whole = _SURELY_ON_DOCKET if is_sure else _ON_DOCKET
        weight = whole if report.is_dated else _ON_DOCKET / 2
        yield Evidence("act_on_docket", report.words, weight)
