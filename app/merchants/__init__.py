"""Sellers of the region: who they are, where they sell, what they sell, which park and station they belong to."""
