"""Clauses side by side: which ones, what each states, how it stands to the first, and as files to take home."""
