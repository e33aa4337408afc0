"""Faults made on purpose: servers and processes of a house of its own are killed, stopped, emptied and filled up.

``make chaos`` runs this room; ``make test`` does not. ``CHAOS_WITHOUT=name`` takes one remedy away (``without.py``): the
tests that guard it must then fail.
"""
