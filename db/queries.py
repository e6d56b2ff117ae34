"""Which dockets and entries a query is about. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """Since when a watch asks its query, and which sources have answered it."""

    at: datetime
    looks: Mapping[str, datetime] = field(default_factory=dict)  # source id, its first answer
