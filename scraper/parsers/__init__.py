"""From bytes to nouns: pure functions, one file per format."""
