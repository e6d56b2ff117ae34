"""How we introduce ourselves to whomever we ask."""

from __future__ import annotations

from scraper.settings import USER_AGENT


def introduction(contact: str | None) -> str:
    """The User-Agent: what asks, and whom to write to about it."""
    asked_by = f"contact: {contact}" if contact else "no contact configured"
    return USER_AGENT.replace(")", f"; {asked_by})")
