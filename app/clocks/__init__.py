"""Deadlines of any slice: rule and version, start, counted days, pauses and why, due, met."""
