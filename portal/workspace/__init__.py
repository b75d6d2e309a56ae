"""What is being worked on: accounts, sessions, drafts, reviews, comments; the only room with a database."""
