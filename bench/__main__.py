"""`python -m bench [parse] [rounds] [growth] [merge] [starting]`: all of them, or those named."""

from __future__ import annotations

import sys

from bench import growth, merge, parse, rounds, starting

BENCHES = {
    "starting": starting.run,
    "parse": parse.run,
    "rounds": rounds.run,
    "growth": growth.run,
    "merge": merge.run,
}

for name in sys.argv[1:] or BENCHES:
    BENCHES[name]()
