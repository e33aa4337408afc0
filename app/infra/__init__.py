"""Plumbing. Knows Flask, PostgreSQL and Redis; knows no slice of the domain."""
