"""`python -m bench [parse] [rounds] [growth] [starting]`: all of them, or those named."""

from __future__ import annotations

import sys

from bench import growth, parse, rounds, starting

BENCHES = {
    "starting": starting.run,
    "parse": parse.run,
    "rounds": rounds.run,
    "growth": growth.run,
}

for name in sys.argv[1:] or BENCHES:
    BENCHES[name]()
