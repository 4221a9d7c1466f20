"""Extracting: sections, tables and figures of a report, as printed."""
