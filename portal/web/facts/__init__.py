"""Facts of an entry as lines of label, values and sources: one file for each kind of entry."""
