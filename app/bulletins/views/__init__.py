"""Pages of the bulletins slice: for the desk, and for everyone."""
