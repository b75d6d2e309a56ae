"""What the portal is about, in plain Python: no input or output, no third-party library."""
