"""Normalising: what was printed becomes typed values. Pure functions."""
