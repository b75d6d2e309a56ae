"""Where the workshops meet: from the shelf to the index, and the health of the whole."""
