"""Mediation online: consumer, seller, station and regulator at one table, until both sides confirm one text, or it ends."""
