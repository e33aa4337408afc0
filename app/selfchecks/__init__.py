"""Self-checks: a shop answers the guide of its kind, sees where it stands, and works off what is missing."""
