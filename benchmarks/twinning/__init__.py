"""Scanned twins: the same report as a scanner, a copier, a fax or a careless clerk would have left it."""
