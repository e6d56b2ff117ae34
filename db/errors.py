"""The one tree of errors. Their text is for the user.

DocketError               anything of ours
├── ConfigError           config.toml: a wrong key, type or address
├── CaseError             a case that cannot be read, or that needs a court
├── CourtError            a court that we do not know
├── NotFound              a watch, docket, entry or delivery that is not there
├── FormatError           an answer or file that is not what it should be
├── StoreError            the store cannot be opened, read or written
│   └── StoreTooNew       it was written by a newer version
└── Busy                  another poll is running
"""


class DocketError(Exception):
    """Something that the user can read and act upon."""


class ConfigError(DocketError):
    """The configuration has a wrong key, type or address."""


class CaseError(DocketError):
    """A case was named in a way that we cannot read, or without its court."""


class CourtError(DocketError):
    """No court has this name."""


class NotFound(DocketError):
    """What was asked for is not in the store."""


class FormatError(DocketError):
    """An answer or a file is not in the format that it should have."""


class StoreError(DocketError):
    """The store cannot be opened, read or written."""


class StoreTooNew(StoreError):
    """The store was written by a newer version of docket."""


class Busy(DocketError):
    """Another poll holds the lock."""
