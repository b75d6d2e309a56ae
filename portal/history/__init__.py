"""What git remembers of the content: who changed an entry, when, and what it said before."""
