"""Entrances of the API slice: the endpoints, their document, and the park's page of tokens."""
