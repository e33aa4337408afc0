"""The inbox: what the house tells people, kept until they have read it."""
