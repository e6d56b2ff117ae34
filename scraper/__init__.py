"""IN: from a URL to a Snapshot. The path of a datum:

    store.sources.due(now)           only the sources that some watch needs
    | spider: Request                one per source per rebuild of its feed
    | unchanged?                     304, or the same build date, or the same list of items
    | parser: bytes -> Snapshot      one spelling; a bad item never costs the good ones
    | Keep                           only what is watched (db/interest.py)
    | Store: store.record(snapshot)  ONE transaction: identity, changes, observations, validators

What is news is then a row in the table `change`, and `notify` takes it from there.
"""
