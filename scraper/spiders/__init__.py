"""Fetching: one spider per kind of source."""
