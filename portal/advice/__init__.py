"""Pure rules over what a buyer says of a purchase: whether a clause suits it, and how large it would be."""
