"""Pages of the rights slice: the shop's own, and the officers' queue."""
