"""What comes in as a file: what it may be, tables read from it, and the template that is filled in."""
