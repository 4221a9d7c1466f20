"""Validating: accounting identities over typed figures, and what they say about each of them."""
