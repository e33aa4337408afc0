"""Public notices and the objections to them: nothing is decided before its notice has run."""
