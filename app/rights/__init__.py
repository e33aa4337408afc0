"""What a shop may do about its score: see it, answer in public, ask for a correction, appeal, be assessed again."""
