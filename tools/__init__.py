"""The commands of the Makefile. What runs before the virtual environment exists uses the standard library only."""
