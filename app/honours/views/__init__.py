"""Pages of the honours slice: for everyone, and for the desk."""
