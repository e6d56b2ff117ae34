"""The sign of life after a good round. That it fails is a note, never a failure of the round."""

from __future__ import annotations

from commands import output
from db.config import Config

RAREST = 60.0  # seconds between two beats of a process that stays


def beat(config: Config) -> None:
    """Ask for the address that the reader configured, if any, and wait for the answer."""
    if config.heartbeat.url is None:
        return
    from scraper import heartbeat

    refusal = heartbeat.beat(config.heartbeat.url, config.contact)
    if refusal is not None:
        output.complain(f"heartbeat: {refusal}; the round itself was good")
