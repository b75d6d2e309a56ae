"""What the pages of the desk share: sessions, the gate, forms."""
