"""Markdown files to domain objects and back: the library, the shelf, the checker."""
