"""Pages of the panels slice: a member's own, a sitting, the lot."""
