"""Sheets of labels written straight as PDF: what they share once, the rest by the page."""
