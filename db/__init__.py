"""KEEP: the nouns, the courts, the store."""
