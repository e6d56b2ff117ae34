"""What rulings and filings are about, in the words of courts and of the press. Pure.

A docket says "ORDER denying Motion for Reconsideration" where a paper says "refused to rethink
his ruling": both are about `reconsider`. Names that stand on the docket ("South Sudan") are
topics too, each weighed by how few of the matter's entries have it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from scraper.linking.press_days import plain

# In plain small letters without accents: English, Spanish, French, German, Portuguese.
_TOPICS: Mapping[str, str] = {
    "reconsider": r"reconsider|rethink|rethought|revisit|reconsidera|reexamin|uberdenk|uberpruf",
    "stay": r"\bstay(?:s|ed|ing)?\b|paus|on hold|suspen|put off|ausgesetzt|aussetz|freez"
    r"|lift(?:s|ed|ing)?\b|clear(?:s|ed)? the way|allow(?:s|ed)? (?:the )?\w+ (?:administration|gov)"
    r"|green light|can resume|may resume|resume deport|levant|aufschub|aufgehoben",
    "return": r"\breturn|br(?:ing|ought) (?:\S+ ){0,5}back|fl(?:y|own) (?:\S+ ){0,3}back|regres"
    r"|retorn|devuel|volver|retour|ramener|ruckkehr|zuruck|repatri|facilit|way back|come back|fetch|trazer de volta",
    "custody": r"custody|custodia|\bhold on to|remain in (?:u\.?s\.?|american) hands|gewahrsam",
    "class": r"class.action|certif(?:y|ied|ies|ication)|class members|accion colectiva"
    r"|demanda colectiva|sammelklage|recours collectif",
    "injunction": r"injunction|medida cautelar|injonction|einstweilige|liminar|interdicto",
    "restraining": r"temporar(?:y|ily)|restraining order|\btro\b|temporal|vorlaufig|provisoire",
    "violation": r"violat|defied|defiance|defy|flout|contempt|disobey|breach|unquestionabl|viol[oóe]"
    r"|desaca|verst(?:oss|oß)|viole|descumpri",
    "remedy": r"remed|fear interview|interviews?\b|credible fear|reasonable fear|entrevistas?",
    "status_report": r"status (?:report|update)|report(?:ed)? to the court|told (?:the|a) (?:court|judge)"
    r"|inform(?:ed|o|ou|ierte|e) (?:al?|o|den|das|le)? ?(?:the |)(?:court|judge|tribunal|juez|jui[zc]|gericht)"
    r"|working (?:with|to|on)|progress|\bdaily\b|every day|\bupdates?\b|informe|lagebericht|statusbericht|charter"
    r"|court filing|court documents?|declaration",
    "clarify": r"clarif|aclara|klar(?:stell|gestell)|eight men|esclarec|precis(?:e|er|ion)",
    "discovery": r"discovery|depos(?:e|ition)|under oath|sworn|testi(?:fy|mony)|interrogator"
    r"|documents? request|expedit|pruebas|beweis",
    "settlement": r"settle|acuerdo|vergleich|accord|acordo",
    "dismiss": r"dismiss|throw(?:s|n)? out|threw out|toss|desestim|abgewiesen|rejet",
    "compel": r"compel|hand over|turn over|produce",
    "judgment": r"summary judgment|final (?:judgment|ruling)|set(?:s|ting)? aside|unlawful"
    r"|struck down|strikes down|sentencia|urteil",
    "appeal": r"appeal|apela|apel|berufung|appel\b|recurso|application|applied|emergency"
    r"|ask(?:s|ed|ing)? the (?:u\.?s\.? )?supreme|solicit",
    "response": r"respon(?:d|se|ded)|opposition|oppos(?:e|es|ed)|urg(?:e|es|ed) the|answer"
    r"|respuest|oponen|erwider",
    "vacate": r"vacat|scrap|anular|aufheb|rescind|annul",
    "enforce": r"enforce|hacer cumplir|durchsetz|faire respecter",
    "amended": r"amend(?:s|ed|ing)?\b|revis(?:e|ed)|expand|narrow|modif|clos(?:e|es|ed) (?:\w+ )?loophole",
    "transfer": r"transfer|military|defense department|department of defense|pentagon|guantanamo",
    "notice": r"without (?:written )?notice|meaningful (?:chance|opportunity)|chance to (?:object|contest|raise)"
    r"|third.countr|terceros? paises?|drittsta|pays tiers|opportunity to",
    "hearing": r"\bhearing|audiencia|anhorung|audience|audiencia",
    "complaint": r"\bsu(?:e|es|ed|ing)\b|lawsuit|complaint|demand[oóa]\b|klage|plainte|filed suit",
    "subpoena": r"subpoena",
    "sentence": r"sentenc",
    "indictment": r"indict|charged with|arraign",
}
_COMPILED = {name: re.compile(rf"(?<![^\W_])(?:{each})") for name, each in _TOPICS.items()}
_NAME = re.compile(r"(?:[A-Z]\.\s?){2,}|\b[A-Z][a-z’'-]{2,}\b")
_COMMON = frozenset(
    "judge order memorandum motion court plaintiffs plaintiff defendants defendant united states"
    " the and for signed electronic entered district department homeland security attachments"
    " application response justice each published opinion notice class members action january"
    " february march april may june july august september october november december states"
    " monday tuesday wednesday thursday friday saturday sunday filed submitted referred granted"
    " denied chief emergency preliminary injunction temporary restraining".split()
)
_MOST = 24


def of_article(words: str, known: Collection[str]) -> tuple[str, ...]:
    """The topics of the sentences in which an article tells of an act.

    `known` are the topics of the matter's entries: another name tells nothing about which.
    """
    bare = plain(words)
    found = [name for name, pattern in _COMPILED.items() if pattern.search(bare)]
    found += [name for name in sorted(known) if name.startswith("~") and _says(bare, name[1:])]
    return tuple(found[:_MOST])


def of_entry(words: str) -> frozenset[str]:
    """The topics of an entry: those of courts, and the names that stand there, with a "~"."""
    bare = plain(words)
    found = {name for name, pattern in _COMPILED.items() if pattern.search(bare)}
    names = ("".join(each.split()) for each in _NAME.findall(words))
    return frozenset(found | {f"~{_bare(each)}" for each in names if _bare(each) not in _COMMON})


def weights(entries: Iterable[Collection[str]]) -> dict[str, float]:
    """What it tells that an entry has a topic: much where few of the matter's entries have it."""
    told = list(entries)
    often = Counter(topic for each in told for topic in each)
    return {topic: math.log((1 + len(told)) / count) for topic, count in often.items()}


def _bare(name: str) -> str:
    return plain(name).strip(".,'’-").replace(".", "")


def _says(bare: str, name: str) -> bool:
    if len(name) <= 5 and name.isalpha():  # it may be initials
        spelled = r"\.?\s?".join(name)
        return re.search(rf"(?<![^\W_]){spelled}(?![^\W_])", bare) is not None
    return re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", bare) is not None
