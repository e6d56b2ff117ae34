"""OUT: from changes to people."""
