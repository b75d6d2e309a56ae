"""What git remembers of the content, and how something new comes to be remembered."""
