"""People who sign in: who they are, what they act for, and how they prove it."""
