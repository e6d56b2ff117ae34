"""A world of six sources on loopback: three true matters, played day by day.

    with World.open(folder) as world:
        world.docket("watch", "mad 1:25-cv-10676", "24A1153", "--name", "dvd")
        world.at(datetime(2025, 5, 23, 19, 50, tzinfo=UTC))
        world.docket("poll")

`story` says what was filed and who tells it when, the other files how each source spells
that: the feed of D. Mass., the orders-only feed of the 4th Circuit, CourtListener's API and
Atom feeds, the Supreme Court's pages, govinfo, and the notices in a mailbox. `stories` is what
three invented publishers write of it, `press` how their sites spell that. What is told of
the matters of D.V.D., Abrego Garcia and J.O.P. was verified; hours, wording, seqs and ids are ours.
"""
