"""The programming interface: a park's own programs order labels with a token instead of a sign-in."""
