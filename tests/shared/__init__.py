"""What all processes of one test run make together, once."""
