"""Related dockets that a watch does not hold, each with the command that would add it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commands import output
from db import courts, plain
from db.models import DocketKey, Relation, Watch
from db.proposals import Proposal

_MOST_SHOWN = 10
_RELATIONS = {
    Relation.APPEAL: "an appeal",
    Relation.LOWER_COURT: "the case below",
    Relation.RELATED: "a related case",
}


def show(found: Sequence[Proposal], watch: Watch) -> None:
    """A few of them: a case of many districts has hundreds of member cases."""
    if not found:
        return
    output.say("Named there, and not in this watch:")
    output.facts(fact for each in found[:_MOST_SHOWN] for fact in _facts(each, watch))
    if (more := len(found) - _MOST_SHOWN) > 0:
        output.say(f"and {more} more; `docket link {watch.slug} --json` lists all.")


def _facts(proposal: Proposal, watch: Watch) -> Iterator[tuple[str, str]]:
    told = proposal.related
    called = courts.cited(DocketKey(told.court_id, told.number)) if told.court_id else told.number
    unsure = "" if told.court_id else " (its court is not told)"
    words = f": “{told.words}”" if told.words else ""
    yield called, f"{_RELATIONS[told.relation]}{unsure}, named in {_where(proposal)}{words}"
    yield "", f"`{command(proposal, watch)}`"


def _where(proposal: Proposal) -> str:
    place, entry = courts.cited(proposal.named_in), proposal.entry
    if entry is None:
        return place
    return f"{place}, entry {entry.number}" if entry.number else f"{place}, an unnumbered entry"


def command(proposal: Proposal, watch: Watch) -> str:
    """What accepts the proposal. Where no court is told, a related case is likely of the same."""
    told, words = proposal.related, f'docket link {watch.slug} "{proposal.case}"'
    if told.court_id:
        return words
    is_near = told.relation is Relation.RELATED
    return f"{words} --court {proposal.named_in.court_id if is_near else 'COURT'}"


def as_plain(proposal: Proposal, watch: Watch) -> plain.Plain:
    """For programs."""
    entry = proposal.entry
    named = None if entry is None else plain.entry_ref(int(entry.id or 0), entry)
    return plain.related(proposal.related) | {
        "named_in": str(proposal.named_in),
        "entry": None if named is None else plain.reference(named),
        "command": command(proposal, watch),
    }
