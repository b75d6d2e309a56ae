"""The polite link checker: asks public web servers whether what the library links to is still there."""
