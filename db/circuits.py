"""Which court of appeals hears the appeals from a court. Pure.

The ids of district and bankruptcy courts begin with their state (`mad`, `nyeb`), with a few
exceptions; 28 U.S.C. §§ 41, 1295.
"""

from __future__ import annotations

from collections.abc import Mapping

from db import courts
from db.courts import CourtLevel

_STATES: Mapping[str, str] = {
    "ca1": "ma me nh pr ri",
    "ca2": "ct ny vt",
    "ca3": "de nj pa vi",
    "ca4": "md nc sc va wv",
    "ca5": "la ms tx",
    "ca6": "ky mi oh tn",
    "ca7": "il in wi",
    "ca8": "ar ia mn mo nd ne sd",
    "ca9": "ak az ca gu hi id mt nv or wa",
    "ca10": "co ks nm ok ut wy",
    "ca11": "al fl ga",
    "cadc": "dc",
}
_OF_STATE = {state: circuit for circuit, states in _STATES.items() for state in states.split()}
_ODD: Mapping[str, str] = {
    "arb": "ca9",  # Arizona; Arkansas' are areb and arwb
    "nmid": "ca9",  # the Northern Mariana Islands; New Mexico's is nmd
    "nmib": "ca9",
    "cit": "cafc",
    "uscfc": "cafc",
}
_BELOW = (CourtLevel.DISTRICT, CourtLevel.BANKRUPTCY, CourtLevel.NATIONAL)


def above(court_id: str) -> str | None:
    """The court of appeals over a court; None over an appellate court, and over the panel."""
    if courts.get(court_id).level not in _BELOW:
        return None
    return _ODD.get(court_id) or _OF_STATE.get(court_id[:2])
