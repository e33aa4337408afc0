"""Licences: what a seller may do and sell, on paper. The seller uploads, an officer compares and decides."""
