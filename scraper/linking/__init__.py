"""Which matters an article concerns, and which entry it reports; `scraper.link` is the door."""
