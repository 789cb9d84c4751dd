"""Figures that the documents name, and how to get them again."""
