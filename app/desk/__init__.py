"""Each role's first page: what to do today, in order."""
