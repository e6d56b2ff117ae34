"""What an article says was done in a court: who did it, and what it came to. Pure.

Reporters tell the news in the title and the first sentences ("A federal judge on Monday denied
..."), and what went before in subordinate clauses and past perfects ("after he had ordered ...").
Whoever is named first in the main clause did it: a court rules, a party files.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from db.models import Disposition, EntryKind
from scraper.linking.press_days import plain

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
    (Actor.COURT, r"courts?|panel|bench|tribunal|corte|gericht|cour\b"),
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
        r"|protest(?:s|ers)?|democrats|republicans|politicians|columnist|opinion",
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
    r"|documento|reclam\w+|ruft|wendet|bitte[nt]?)(?![^\W_])"
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
    r",\s*(?:a|the|an|u\.?s\.?|un|una|el|la|ein|eine|un|um|uma)?\s*(?:\w+\s){0,4}$"
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
            r"|court filing|informo al|teilte|sworn|gerichtsunterlagen|informou (?:ao|a)"
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


def sentences(title: str, text: str) -> list[str]:
    """The title, and the first sentences of the text."""
    parts = _ENDS.split(text.strip()) if text.strip() else []
    told = (each for each in _whole(parts) if len(each) > _SHORTEST)
    return [title, *(each for _, each in zip(range(LEAD - 1), told, strict=False))]


_ENDS = re.compile(r"(?<=[.!?…”\"’])\s+(?=[\"“‘A-ZÀ-Ý0-9¿¡])|\n+")
_DATELINE = re.compile(
    r"^[A-Z][A-Z .,'’]{2,40}(?:, [A-Z][a-z]+\.?)?(?: ?\([^)]{1,40}\))? ?(?:[—–:-]|>>)+ ?"
)
_SHORTEST = 25  # characters: less is a dateline or a heading
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]\.){1,}|\b(?:v|vs|No|Nos|Mr|Ms|Mrs|Dr|Sen|Gov|Rep|Gen|Mass|Md|Dept|Jan|Feb|Mar"
    r"|Apr|Aug|Sept|Oct|Nov|Dec|St|Jr|Inc|Co|EE\.UU|Sr|Sra)\.)$"
)


def _whole(parts: Sequence[str]) -> Iterator[str]:
    """Sentences, of which abbreviations and initials end none: "U.S. District", "O.C.G. was"."""
    held = ""
    for part in filter(None, map(str.strip, parts)):
        held = f"{held} {part}".strip()
        if not _ABBREVIATION.search(held):
            yield held[:_LONGEST_SENTENCE]
            held = ""
    if held:
        yield held[:_LONGEST_SENTENCE]


def main(told: Sequence[str], names: Collection[str]) -> Act | None:
    """The act that these sentences tell as news; None where it is something else.

    A sentence after the title counts only where it has one of the matter's names, in plain
    small letters: pages begin with the headlines of other stories.
    """
    bare = [plain(_DATELINE.sub("", each)) for each in told]
    if _is_elsewhere(bare[0]):
        return None
    for place, sentence in enumerate(bare):
        if place and not any(name in sentence for name in names):
            continue
        found = _of_sentence(sentence)
        if found is not None:
            is_ruling, court = found
            return _act(is_ruling, _named(court, bare), bare, place)
    return None


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
    r"\b(?:is |are |was |flown )?back (?:in|on|home)\b|\bbr(?:ings?|ought) back\b|\breturn(?:s|ed) (?:to|home"
    r"|from)\b|\blands? (?:in|back)\b|\blanded\b|\barriv(?:es?|ed)\b|\breunited\b|\bflown\b"
    r"|ya esta en|\bregreso a\b|\bregresa a\b|\bvuelve a\b|\bllega a\b|wieder in|ist zuruck|de retour"
    r"|de volta"
)


def _of_sentence(bare: str) -> tuple[bool, Actor] | None:
    """Whether it tells of a ruling or of a paper, and at which court."""
    named = [(Actor(match.lastgroup or ""), match) for match in _ACTOR.finditer(bare)]
    for actor, match in named:
        if (
            actor in COURTS
            and not is_past(bare, match.start())
            and _RULES.search(bare, match.end())
        ):
            return True, actor
        if actor in (Actor.PARTY, Actor.OUTSIDER):
            files = _FILES.search(bare, match.end())
            if files is not None and not is_past(bare, files.start()):
                courts = (each for each, _ in named if each in COURTS)
                return False, next(courts, Actor.COURT)
    return None


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
