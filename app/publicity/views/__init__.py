"""Pages of the publicity slice: for everyone, and for the desk."""
