"""Typical cases and consumer alerts: written by officers, looked at before they are out, taken back openly."""
