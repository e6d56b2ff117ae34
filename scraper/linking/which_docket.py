"""Which of a matter's dockets a story is about most. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from db.models import DocketKey
from db.press import Reported
from scraper.linking.profile import Profile
from scraper.linking.prose import Zone
from scraper.linking.sighted import Sighted
from scraper.linking.sign import Sign

_WEIGHT = {Zone.TITLE: 3.0, Zone.LEAD: 2.0, Zone.BODY: 0.5}
_FACTOR = {"docket_number": 2.0, "court": 1.0, "court_above": 1.0, "judge": 0.6}


def of(
    profile: Profile, told: Sighted, found: Sequence[Sign], candidates: Sequence[Reported]
) -> DocketKey:
    """That of the entry it reports; else that of the court it speaks of first and most."""
    votes: dict[str, float] = defaultdict(float)
    for each in candidates:
        votes[each.docket.court_id] += 4 * each.confidence
    for sign in found:
        if sign.court_id is not None:
            zone = told.prose.zone_at(sign.span[0])
            votes[sign.court_id] += _WEIGHT[zone] * _FACTOR.get(sign.about, 0.5)
    best = max(profile.keys, key=lambda key: votes[key.court_id])
    exact = [each.docket for each in candidates if each.docket.court_id == best.court_id]
    return exact[0] if exact else best
