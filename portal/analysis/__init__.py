"""From text to words: Finnish, Swedish and English analysis."""
