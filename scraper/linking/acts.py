"""What an article says was done in a court: who did it, and what it came to. Pure.

Reporters tell the news in the title and the first sentences ("A federal judge on Monday denied
..."), and what went before in subordinate clauses and past perfects ("after he had ordered ...").
Whoever is named first in the main clause did it: a court rules, a party files.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from db.models import Disposition, EntryKind
from scraper.linking.press_days import plain
from scraper.linking.prose import Prose, Zone

LEAD = 5  # sentences, with the title, in which the news is told
_LONGEST_SENTENCE = 600  # characters of it that are read
_REACH = 90  # characters before a court in which words make it one of the past


class Actor(StrEnum):
    """Who did it, as far as words tell."""

    SUPREME_COURT = "supreme_court"
    APPEALS_COURT = "appeals_court"
    JUDGE = "judge"
    COURT = "court"  # which one, the sentence does not say
    PARTY = "party"
    PAPER = "paper"  # that somebody filed
    OUTSIDER = "outsider"  # somebody who neither rules nor files


COURTS = frozenset((Actor.SUPREME_COURT, Actor.APPEALS_COURT, Actor.JUDGE, Actor.COURT))


@dataclass(frozen=True, slots=True)
class Act:
    """The act that is an article's news."""

    is_ruling: bool
    court: Actor  # that rules, or to which a party turns
    kinds: tuple[EntryKind, ...]  # which entries it may be, the likeliest first
    disposition: Disposition | None
    sentence: int  # 0 is the title


RULINGS = (
    EntryKind.ORDER,
    EntryKind.OPINION,
    EntryKind.JUDGMENT,
    EntryKind.MINUTES,
    EntryKind.HEARING,
)
_PAPERS = (
    EntryKind.STATUS_REPORT,
    EntryKind.NOTICE,
    EntryKind.DECLARATION,
    EntryKind.LETTER,
    EntryKind.OPPOSITION,
    EntryKind.BRIEF,
    EntryKind.REPLY,
    EntryKind.MOTION,
)

# Small letters without accents: English, Spanish, French, German, Portuguese. The first that
# fits at a place counts, so the courts with a name stand before the bare word.
_ACTORS: tuple[tuple[Actor, str], ...] = (
    (
        Actor.SUPREME_COURT,
        r"(?:u\.?s\.? )?supreme court|scotus|justices|high court|(?:nation[’']s )?top court"
        r"|(?:corte|tribunal) suprem[ao]|cour supreme|oberste[srn]? (?:us-)?gericht(?:shof)?"
        r"|supremo tribunal|suprema corte|supreme court[’']s|el supremo|us-supreme-court"
        r"|chief justice|justice (?:ketanji|jackson|sotomayor|kagan|kavanaugh|barrett|gorsuch|alito"
        r"|thomas|roberts|elena|sonia|amy|neil|brett|clarence|samuel)",
    ),
    (
        Actor.APPEALS_COURT,
        r"(?:federal |u\.?s\.? )?(?:court of appeals|appeals? (?:court|panel|judges?))"
        r"|appellate (?:court|panel|judges?)"
        r"|(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
        r"|eleventh) (?:u\.?s\.? )?circuit|three-judge panel|circuit panel"
        r"|(?:corte|tribunal) (?:federal )?de apelacion(?:es)?|cour d[’']appel|berufungsgericht"
        r"|tribunal (?:federal )?de (?:apelacao|apelacoes|recursos)",
    ),
    (
        Actor.JUDGE,
        r"judges?|magistrate|jurist|district court|federal court|juez|jueza|juge|(?:bundes|us-)?"
        r"richter(?:in)?|bundesrichter(?:in)?|bundesgericht|juiz|juiza|tribunal federal",
    ),
    (
        Actor.COURT,
        r"courts?|panel|bench|tribunal|corte|gericht|cour"
        r"|(?:nationwide |judicial )?(?:injunction|ruling|order)(?= [a-z]+s\b)",
    ),
    (Actor.PAPER, r"(?:court |legal )?filings?|(?:law)?suit|brief|status report|petition"),
    (
        Actor.PARTY,
        r"(?:trump |biden )?admin(?:istration)?|trump|government|justice department|department of justice|doj"
        r"|homeland security|dhs|ice|u\.?s\.? officials?|officials?|lawyers?|attorneys?|advocates"
        r"|plaintiffs?|defendants?|agency|solicitor(?: general)?|migrants|immigrants|deportees"
        r"|gobierno|administracion|abogad[oa]s?|regierung|anwalte?|gouvernement|avocats?|governo"
        r"|(?:u\.?s\.?)(?= (?:says?|tells?|told|asks?|files?|must|appeals?|seeks?|wants?|urges?)\b)"
        r"|advogad[oa]s?|estados unidos|ee\.? ?uu\.?|white house|casa blanca|family|families|clinic|alliance",
    ),
    (
        Actor.OUTSIDER,
        r"senators?|lawmakers?|congress(?:man|woman|members?)?|governor|union|rally|rallies"
        r"|protest(?:s|ers)?|democrats|republicans|politicians|columnist",
    ),
)
_ACTOR = re.compile(
    "|".join(rf"(?P<{name}>(?<![^\W_])(?:{words})(?![^\W_]))" for name, words in _ACTORS)
)

# A party that does one of these turns to a court.
_FILES = re.compile(
    r"(?<![^\W_])(?:(?:court|legal) (?:filing|documents?|papers?|records?)s?|filings?|file[sd]?"
    r"|ask(?:s|ed|ing)?|appeal(?:s|ed|ing)?|su(?:es?|ed|ing)|urg(?:es?|ed|ing)|seek(?:s|ing)?|sought"
    r"|request(?:s|ed)?|petition(?:s|ed)?|notif(?:ies|ied)|status (?:report|update)|declaration"
    r"|respond(?:s|ed)?|oppos(?:es?|ed)|bid\b|(?:law)?suits?|motions?|moved? to|wants?|papers|brief"
    r"|tells? (?:the |a )?(?:\w+ )?(?:court|judge|justices)|told (?:the |a )?(?:\w+ )?(?:court|judge)"
    r"|application|tries|trying|sworn|plea(?:s|d|ds|ded)?\b|pid(?:e|en|io|ieron)|solicit\w+|inform\w+"
    r"|apel\w+|present\w+|demand\w+|escrito|beantrag\w+|teilt\w*|erklart\w*|eingabe|schriftsatz"
    r"|gerichts(?:dokument|unterlagen)\w*|klag\w+|saisi\w*|pedi(?:u|ram)|pede|recorr\w+"
    r"|agree[sd]?|working (?:to|with|on)|arranging|locating|taking (?:\w+ )?steps|compl(?:ies|ied|ying)"
    r"|trying to|documento|reclam\w+|ruft|wendet|bitte[nt]?)(?![^\W_])"
)
# What a court does to what stands before it. Without one of these it is only named.
_RULES = re.compile(
    r"(?<![^\W_])(?:order(?:s|ed|ing)?|rul(?:es?|ed|ing)|block(?:s|ed|ing)?|bar(?:s|red)|halt(?:s|ed)?"
    r"|grant(?:s|ed)?|den(?:y|ies|ied)|reject(?:s|ed)?|refus(?:es?|ed)|declin(?:es?|ed)|direct(?:s|ed)?"
    r"|rebuff(?:s|ed)?|require(?:s|d)?|forb(?:ids|ade)|prohibit(?:s|ed)?|paus(?:es?|ed)|lift(?:s|ed)?"
    r"|dismiss(?:es|ed)?|affirm(?:s|ed)?|uph(?:old|olds|eld)|f(?:ind|inds|ound)|certif(?:y|ies|ied)"
    r"|approv(?:es?|ed)|overturn(?:s|ed)?|revers(?:es?|ed)|vacat(?:es?|ed)|str(?:ikes?|uck)|allow(?:s|ed)?"
    r"|lets?|clear(?:s|ed)?|side[sd]?|dissolv(?:es?|ed)|extend(?:s|ed)?|issue[sd]?|wrote|writes?|tells?"
    r"|told|turn(?:s|ed)?|stay(?:s|ed)?|said|says?|put(?:s|ting)?|g[ai]ves?|stop(?:s|ped)?|stands?"
    r"|stood|will|won[’']t|doubl(?:es?|ed)|demand(?:s|ed)?|sets?|clarif(?:y|ies|ied)|must|slam(?:s|med)?"
    r"|h[eo]lds?|held|rebuk(?:es?|ed)|accus(?:es?|ed)|lays?|laid|hits?|acts?|acted|keeps?|kept|leaves?"
    r"|left|concluded?|concludes|declar(?:es?|ed)|threatens?|gets?|ground(?:s|ed)|scold(?:s|ed)"
    r"|decisions?|opinion|verdict|injunction|judgment|mandate[sd]?|compels?|compelled|makes?|made"
    r"|narrow(?:s|ed)?|widen(?:s|ed)?|amend(?:s|ed)?|resum(?:e|es|ed)|interven(?:es?|ed)|step(?:s|ped)"
    r"|hear[sd]?|weigh(?:s|ed)?|ready|backs?|backed|splits?|convert(?:s|ed)?|throws?|threw|toss(?:es|ed)?"
    r"|[a-z]+(?:io|o|a|e|aron|eron|t|te|en|ou|eu|iu)(?![^\W_])|falls?|frena|bloquea)(?![^\W_])"
)
_BEFORE = re.compile(  # a court named after these is one of the past
    r"\b(?:after|following|since|despite|weeks? after|days? after|hours? after|whom?|whose|which"
    r"|defying|defied|violat\w+|comply\w* with|complied with|compliance with|under|had|over|despite"
    r"|where|against|before|although|though|while|until|from|by order of|in response to"
    r"|despues de que|tras|luego de que|a raiz de|nachdem|apres que|depois que|pese a)\b[^.;]{0,70}$"
)
_SAYS = re.compile(  # ... but what it says now is the news
    r"[,:–—”\"]\s*(?:a|the|an|u\.?s\.?|un|una|el|la|ein|eine|un|um|uma)?\s*(?:\w+\s){0,4}$"
)

_DISPOSITIONS: tuple[tuple[Disposition, re.Pattern[str]], ...] = (
    (
        Disposition.GRANTED_IN_PART,
        re.compile(r"\bin part\b|partly|partial(?:ly)?|parcial|teilweise|en partie|split(?:s)?\b"),
    ),
    (
        Disposition.DENIED,
        re.compile(
            r"\bden(?:y|ies|ied|ying|ial)\b|\breject|\brefus|\bdeclin|\brebuff|\brebuke from"
            r"|turn(?:s|ed) (?:\w+ )?(?:down|away|aside)|not (?:reconsider|rethink|pause|stay|budge|undo)"
            r"|won[’']t (?:\w+ )?(?:reconsider|rethink|pause|stay|budge|undo|revisit|halt|lift|block|let)"
            r"|\b(?:nieg|nego\b|deneg|rechaz)|abgelehnt|\blehnt|\bwies\b|\bweist\b|negou|rejeit|mantiene"
            r"|stands? (?:by|firm)|stood (?:by|firm)|doubl(?:es|ed) down|in place|\bkeeps?\b|no to\b"
        ),
    ),
    (
        Disposition.DISMISSED,
        re.compile(r"\bdismiss(?:es|ed)|throws? out|threw out|\btoss|desestim"),
    ),
    (Disposition.AFFIRMED, re.compile(r"\baffirm|\buph(?:olds|eld)")),
    (Disposition.REVERSED, re.compile(r"\brevers|\boverturn")),
    (
        Disposition.GRANTED,
        re.compile(
            r"\bgrant(?:s|ed|ing)?\b|\bapprov|certif(?:y|ies|ied)|\ballow(?:s|ed)|clear(?:s|ed)? (?:the )?"
            r"way|\blift(?:s|ed)|sid(?:es|ed) with|\bconced|\bpermit|autoriz|erlaub|\bautoris|\blibera"
            r"|can resume|may resume|green light|\bmust\b|\border(?:s|ed)\b|\blets?\b"
        ),
    ),
)

_PAPER_KINDS: tuple[tuple[re.Pattern[str], tuple[EntryKind, ...]], ...] = (
    (
        re.compile(r"\bsu(?:ed|es)\b|lawsuit|filed suit|demanda colectiva|\bklag|complaint"),
        (EntryKind.COMPLAINT,),
    ),
    (
        re.compile(
            r"status (?:report|update)|told (?:the |a )?(?:\w+ )?(?:court|judge)|tells? (?:the |a )?"
            r"(?:\w+ )?(?:court|judge)|in (?:a|the) (?:\w+ ){0,2}filing|court (?:documents?|papers)"
            r"|court filing|agree[sd]? to|working (?:to|with|on)|arranging|locating|taking (?:\w+ )?steps"
            r"|informo al|teilte|sworn|gerichtsunterlagen|informou (?:ao|a)"
        ),
        _PAPERS,
    ),
    (re.compile(r"notice of appeal"), (EntryKind.NOTICE_OF_APPEAL, EntryKind.MOTION)),
    (
        re.compile(r"\boppos|\brespond|\burg(?:e|es|ed|ing)\b|respuesta|oponen|keep .{0,40}order"),
        (EntryKind.OPPOSITION, EntryKind.REPLY, EntryKind.BRIEF, EntryKind.LETTER),
    ),
    (
        re.compile(
            r"\bask|\bseek|\bsought|\brequest|petition|motion|\bmoved?\b|\bpid(?:e|io|en)|solicit|apel"
            r"|beantrag|demand|saisi|pediu|recorr|application|emergency|\bbid\b|appeal|takes? .{0,60}to"
            r" (?:the )?(?:supreme|justices)|\bwants?\b|goes to|turns? to"
        ),
        (EntryKind.MOTION, EntryKind.NOTICE_OF_APPEAL),
    ),
)


def sentences(prose: Prose, names: Collection[str]) -> list[str]:
    """The title, and the first sentences that speak of the same or of the matter by its names.

    Pages begin with the headlines of other stories, captions and the names of their authors.
    """
    told = [(each.zone, prose.words_of(each).strip()) for each in prose.sentences]
    title = " ".join(words for zone, words in told if zone is Zone.TITLE)
    body = [words[:_LONGEST_SENTENCE] for zone, words in told if zone is not Zone.TITLE]
    head = frozenset(_WORD.findall(plain(title)))
    near = (each for each in body[:_REACHED] if each != title)
    found = [each for each in near if _is_related(plain(each), head, names)]
    return [title, *found[: LEAD - 1]]


def _is_related(bare: str, head: AbstractSet[str], names: Collection[str]) -> bool:
    return not head.isdisjoint(_WORD.findall(bare)) or any(name in bare for name in names)


_WORD = re.compile(r"[^\W\d_]{5,}")
_REACHED = 14  # sentences
_DATELINE = re.compile(
    r"^[A-Z][A-Z .,'’]{2,40}(?:, [A-Z][a-z]+\.?)?(?: ?\([^)]{1,40}\))? ?(?:[—–:-]|>>)+ ?"
)


def main(told: Sequence[str]) -> Act | None:
    """The act that these sentences tell as news; None where it is something else."""
    bare = [plain(_DATELINE.sub("", each)) for each in told]
    if _is_elsewhere(bare[0]):
        return None
    for place, sentence in enumerate(bare):
        found = _of_sentence(sentence)
        if found is not None:
            is_ruling, court = found
            return _act(is_ruling, _named(court, bare), bare, place)
    return _follows(bare)


def _follows(bare: Sequence[str]) -> Act | None:
    """What the title tells as the consequence of a ruling: "... after Supreme Court decision"."""
    for found in _ACTOR.finditer(bare[0]):
        actor = Actor(found.lastgroup or "")
        if actor in COURTS and _DECISION.search(bare[0]):
            return _act(True, _named(actor, bare), bare, 0)
    return None


_DECISION = re.compile(r"decision|ruling|\border\b|verdict|fallo|urteil|entscheid|decisao|orden\b")


def _is_elsewhere(title: str) -> bool:
    """The title tells of politicians, or of a journey: nothing that stands on a docket."""
    named = [Actor(found.lastgroup or "") for found in _ACTOR.finditer(title)]
    if named[:1] == [Actor.OUTSIDER]:
        return not _SUES.search(title)
    courts = [found for found in _ACTOR.finditer(title) if Actor(found.lastgroup or "") in COURTS]
    is_news_of_court = any(not is_past(title, found.start()) for found in courts)
    return _ARRIVES.search(title) is not None and not is_news_of_court


_SUES = re.compile(r"\bsue[sd]?\b|\bfile[sd]?\b|lawsuit")
_ARRIVES = re.compile(
    r"\b(?<!be flown )back (?:in|on|home)\b|\bbr(?:ings?|ought) back\b|\breturn(?:s|ed) (?:to|home"
    r"|from)\b|\blands? (?:in|back)\b|\blanded\b|\barriv(?:es?|ed)\b|\breunited\b|(?<!be )\bflown\b"
    r"|ya esta en|\bregreso a\b|\bregresa a\b|\bvuelve a\b|\bllega a\b|wieder in|ist zuruck|de retour"
    r"|de volta"
)


def _of_sentence(bare: str) -> tuple[bool, Actor] | None:
    """Whether it tells of a ruling or of a paper, and at which court."""
    named = [(Actor(match.lastgroup or ""), match) for match in _ACTOR.finditer(bare)]
    court = next((each for each, _ in named if each in COURTS), Actor.COURT)
    is_of_party = False
    for actor, match in named:
        if actor in COURTS:
            is_its_news = not is_of_party or _is_said_by(bare, match)
            if is_its_news and not is_past(bare, match.start()) and _rules(bare, match):
                return True, actor
        elif actor is not Actor.OUTSIDER and not is_of_party:
            is_of_party = not is_past(bare, match.start())
            if is_of_party and _LOSES.match(bare, match.end()):
                return True, court
            if is_of_party and (actor is Actor.PAPER or _files(bare, match)):
                return False, court
    return None


_LOSES = re.compile(
    r" (?:loses?|lost|wins?|won|suffers?|suffered|is dealt|dealt|is handed|fails?|failed)\b"
)


def _files(bare: str, party: re.Match[str]) -> bool:
    files = _FILES.search(bare, party.end())
    return files is not None and not is_past(bare, files.start())


def _is_said_by(bare: str, court: re.Match[str]) -> bool:
    """ "..., a federal judge said": what a party did is the news of who rules on it."""
    return _SAYS.search(bare[max(0, court.start() - _REACH) : court.start()]) is not None


def _rules(bare: str, court: re.Match[str]) -> bool:
    """Does what follows the court say that it rules? Or ends the title with it: "..., judge"."""
    rest = bare[court.end() :].strip(" .”’\"'")
    is_last = not rest and bare[: court.start()].rstrip()[-1:] in (":", ",", "-", "–", "—")
    return is_last or _RULES.search(bare, court.end()) is not None


def is_past(sentence: str, place: int) -> bool:
    """What stands at this place of the sentence is told as what went before."""
    before = plain(sentence[max(0, place - _REACH) : place])
    return _BEFORE.search(before) is not None and _SAYS.search(before) is None


def _named(court: Actor, bare: Sequence[str]) -> Actor:
    """The court that bare words such as "the court" mean: the one that is named first."""
    if court is not Actor.COURT:
        return court
    named = (Actor(found.lastgroup or "") for each in bare for found in _ACTOR.finditer(each))
    return next((each for each in named if each in COURTS - {Actor.COURT}), Actor.COURT)


def _act(is_ruling: bool, court: Actor, bare: Sequence[str], place: int) -> Act:
    near = " ".join(dict.fromkeys((bare[0], bare[place])))
    kinds = RULINGS if is_ruling else _paper_kinds(near)
    return Act(is_ruling, court, kinds, _disposition(near) if is_ruling else None, place)


def _disposition(bare: str) -> Disposition | None:
    return next((each for each, pattern in _DISPOSITIONS if pattern.search(bare)), None)


def _paper_kinds(bare: str) -> tuple[EntryKind, ...]:
    return next((kinds for pattern, kinds in _PAPER_KINDS if pattern.search(bare)), _PAPERS)
