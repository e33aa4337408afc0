"""Pure ground. Imports nothing of ours: no Flask, no SQLAlchemy, no clock of its own."""
