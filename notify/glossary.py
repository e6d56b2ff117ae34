"""What the courts' words mean, one plain sentence each: fixed, never made by a model. Pure.

English stands here; other languages are catalogues keyed by it. Kinds of paper that tell a lay
reader nothing more than their name (an appearance, a summons) have no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from db import courts
from db.courts import CourtLevel
from db.models import ChangeKind, Disposition, DocketEntry, EntryKind, Meaning
from db.plain import spaced
from notify.reader import Reader

DECIDED: Mapping[Disposition, str] = {
    Disposition.GRANTED: "granted",
    Disposition.DENIED: "denied",
    Disposition.GRANTED_IN_PART: "granted in part",
    Disposition.MOOT: "found moot",
    Disposition.DISMISSED: "the case or a claim is dismissed",
    Disposition.WITHDRAWN: "a request is withdrawn",
    Disposition.STRICKEN: "a filing is stricken",
    Disposition.AFFIRMED: "affirmed",
    Disposition.REVERSED: "reversed",
    Disposition.VACATED: "an earlier decision is vacated",
    Disposition.REMANDED: "remanded",
}

_RULINGS: Mapping[Disposition, str] = {
    Disposition.GRANTED: "{who} granted {request}.",
    Disposition.DENIED: "{who} denied {request}.",
    Disposition.GRANTED_IN_PART: "{who} granted a part of {request} and denied the rest.",
    Disposition.MOOT: "{who} found that {request} needs no decision any more.",
    Disposition.DISMISSED: "{who} ended the case, or a claim in it, without granting what was asked"
    " for.",
    Disposition.WITHDRAWN: "Whoever made a request took it back.",
    Disposition.STRICKEN: "{who} took a filing off the record.",
    Disposition.AFFIRMED: "A higher court let a decision stand.",
    Disposition.REVERSED: "A higher court decided the other way than the court before it.",
    Disposition.VACATED: "{who} set an earlier decision aside.",
    Disposition.REMANDED: "{who} sent the case back to another court to decide.",
}
_TAKES_EFFECT = "The decision of the higher court takes effect."
_KINDS: Mapping[EntryKind, str] = {
    EntryKind.COMPLAINT: "Somebody asked the court to open a case or to hear a claim.",
    EntryKind.ANSWER: "A party answered the claims against it.",
    EntryKind.MOTION: "The court was handed {request}.",
    EntryKind.BRIEF: "Arguments on the law were set out for the court.",
    EntryKind.OPPOSITION: "A party argued against a request.",
    EntryKind.REPLY: "Whoever made a request answered the arguments against it.",
    EntryKind.DECLARATION: "Somebody told the court facts, and swore that they are true.",
    EntryKind.ORDER: "{who} decided something, or told somebody what to do.",
    EntryKind.OPINION: "The court gave the reasons for a decision.",
    EntryKind.JUDGMENT: "The court decided the case, or a part of it; an appeal may follow.",
    EntryKind.NOTICE_OF_APPEAL: "A party asked a higher court to review a decision.",
    EntryKind.STATUS_REPORT: "The court was told where things stand.",
    EntryKind.MINUTES: "The clerk noted what happened in court.",
    EntryKind.HEARING: "The court said when it will hear the case, or changed that.",
}
CHANGES: Mapping[ChangeKind, str] = {
    ChangeKind.ENTRY_VANISHED: "It stood on the docket before. It may have been hidden, moved, or"
    " removed by mistake.",
    ChangeKind.DOCUMENT_UNLINKED: "The docket no longer leads to it. It may have been sealed, or"
    " filed by mistake.",
    ChangeKind.SEALED: "Only the court, and those whom it allows, may read it now.",
    ChangeKind.REDACTED: "Words were taken out of what the public may read.",
    ChangeKind.REASSIGNED: "Somebody else at the court has the case now.",
    ChangeKind.CLOSED: "The court takes the case for finished. Filings may still come, and an"
    " appeal may follow.",
    ChangeKind.REOPENED: "The court is at work on the case again.",
    ChangeKind.ENTRY_NUMBERED: "It is the same filing as before, now with a number of its own.",
    ChangeKind.DEADLINE_MISSED: "That is what can be seen: it may have been filed under another"
    " name, or the time may have been extended.",
}

A_REQUEST = "a request"
_REQUESTS_ALL = "what was asked for"  # where a ruling answers several
_REQUESTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(words, re.IGNORECASE), meaning)
    for words, meaning in (
        (r"\breconsider", "the request to reconsider an earlier order"),
        (r"\brehear", "the request to hear the case again"),
        (r"\bclarif", "the request to make an earlier order clearer"),
        (r"\brestraining order\b|\bTRO\b", "the request for an urgent order for a short time"),
        (r"\binjuncti", "the request for an order that holds while the case goes on"),
        (r"\bsummary judgment\b", "the request to decide the case without a trial"),
        (r"\b(?:set aside|vacate) .{0,30}\bdefault\b", A_REQUEST),
        (r"\bdefault\b", "the request to decide the case because the other side did not answer"),
        (
            r"\bclass certification\b|\bcertif\w+ (?:of )?(?:an? |the )?class\b",
            "the request to let the case stand for a whole group of people",
        ),
        (r"\bapprov\w+ .{0,40}\bsettlement\b", "the request to approve a settlement"),
        (
            r"\b(?:leave to (?:appear|practice) )?(?:in )?pro hac vice\b",
            "the request to let a lawyer from elsewhere take part",
        ),
        (
            r"\bwithdraw\w* (?:as |of )?(?:attorney|counsel)",
            "the request to let a lawyer leave the case",
        ),
        (
            r"\b(?:leave to (?:proceed|appeal) )?in forma pauperis\b|\bIFP\b",
            "the request to pay no court fees",
        ),
        (r"\bextension\b|\bextend\b|\benlarge", "the request for more time"),
        (r"\bcontinu(?:e|ance)\b", "the request to move a date in court"),
        (r"\bcompel\b", "the request to make somebody do or hand over something"),
        (r"\bsuppress\b", "the request to keep evidence out of the case"),
        (r"\bconvert\b.{0,20}\bchapter\b", "the request to go on as another kind of bankruptcy"),
        (r"\bdismiss", "the request to end the case, or a claim in it, early"),
        (r"\bremand\b", "the request to send the case back to another court"),
        (r"\bunseal", "the request to let the public read a filing"),
        (
            r"\b(?:leave to )?file\b.{0,60}\bunder seal\b|\bto seal\b|\bsealing\b|\bimpound",
            "the request to keep a filing from the public",
        ),
        (r"\bpseudonym|\banonym", "the request to keep a name from the public"),
        (r"\b(?:leave to )?intervene\b", "the request to join the case"),
        (
            r"\brelief from (?:the )?(?:automatic )?stay\b",
            "the request to let a creditor act in spite of the bankruptcy",
        ),
        (
            r"\b(?:lift|dissolve|vacate) .{0,20}\bstay\b",
            "the request to end a pause of a decision, or of the case",
        ),
        (r"\bstay\b", "the request to put a decision, or the case, on hold"),
        (r"\boral argument\b", "the request to argue before the court in person"),
        (r"\bcertiorari\b", "the request that the Supreme Court hear the case"),
        (r"\bhabeas\b", "the request to review why somebody is held"),
        (r"\bleave\b", "the request for permission to file something"),
    )
)
_BEGINNING = 160  # characters of a text that can tell what was asked for
_NOT_ASKED = re.compile(r"\(Attachments?:|\bfiled by\b", re.IGNORECASE)  # names follow
_MANDATE = re.compile(r"\bmandate\b", re.IGNORECASE)


def kind(told: EntryKind, reader: Reader) -> str:
    """ "order", "notice of appeal"."""
    return reader.say(spaced(told))


def plain(entry: DocketEntry, answered: DocketEntry | None, court_id: str, reader: Reader) -> str:
    """One plain sentence on what an entry is and decides; empty where there is none to add."""
    meaning = entry.meaning
    if meaning is None:
        return ""
    request = _request(entry, answered)
    if meaning.kind is EntryKind.MOTION:  # one that was just made is not yet "the" request
        request = request.replace("the request", "a request", 1)
    sentence = _sentence(entry, meaning)
    return reader.say(sentence, who=_judge(court_id, reader), request=reader.say(request))


def _sentence(entry: DocketEntry, meaning: Meaning) -> str:
    if meaning.disposition is not None:
        return _RULINGS[meaning.disposition]
    if meaning.kind is EntryKind.JUDGMENT and any(map(_MANDATE.search, _names(entry))):
        return _TAKES_EFFECT
    return _KINDS.get(meaning.kind, "")


def _request(entry: DocketEntry, answered: DocketEntry | None) -> str:
    """What was asked for, in plain words, by the first paper that tells it."""
    if entry.meaning is not None and entry.meaning.disposition and len(entry.meaning.answers) > 1:
        return _REQUESTS_ALL
    for told in (*_names(entry), *(_names(answered) if answered is not None else ())):
        if request := _asked(told):
            return request
    return A_REQUEST


def _asked(told: str) -> str | None:
    """The request that is named first: "for leave to reply in support of a motion to dismiss"."""
    found = [(at.start(), meaning) for words, meaning in _REQUESTS if (at := words.search(told))]
    return min(found, key=lambda each: each[0])[1] if found else None


def _names(entry: DocketEntry) -> tuple[str, str]:
    beginning = _NOT_ASKED.split((entry.text or "")[:_BEGINNING], maxsplit=1)[0]
    return "; ".join(entry.labels), beginning


def _judge(court_id: str, reader: Reader) -> str:
    """One judge rules in a trial court, several in a higher one."""
    court = courts.find(court_id)
    is_trial = court is not None and court.level in (CourtLevel.DISTRICT, CourtLevel.BANKRUPTCY)
    return reader.say("A judge" if is_trial else "The court")
