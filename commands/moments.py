"""Moments as people type them: a span from now, or a day or time of the reader's."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import click

from commands import home
from db.config_values import parse_duration


def since(told: str, time_zone: str) -> datetime:
    """A span back from now ("90d"), or an ISO time."""
    try:
        return home.now() - parse_duration(told)
    except (ValueError, OverflowError):
        return _moment(told, time_zone, "--since")


def ahead(told: str, time_zone: str) -> datetime:
    """A span from now ("3d"), or an ISO time that is still to come."""
    try:
        at = home.now() + parse_duration(told)
    except (ValueError, OverflowError):
        at = _moment(told, time_zone, "TIME")
    if at <= home.now():
        raise click.BadParameter(f'"{told}" is past already', param_hint="TIME")
    return at


def _moment(told: str, time_zone: str, hint: str) -> datetime:
    """An ISO time; one without a zone is the reader's."""
    try:
        at = datetime.fromisoformat(told)
    except ValueError as error:
        raise click.BadParameter(
            f'"{told}" is no time: say 90d, 12h or 2025-05-23T18:52:00Z', param_hint=hint
        ) from error
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(time_zone))
