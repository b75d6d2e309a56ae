"""A gap that is still to be filled, recognisable without colour."""


def in_brackets(text: str) -> str:
    """Return the text of an unfilled blank in square brackets, once."""
    return text if text.startswith("[") and text.endswith("]") else f"[{text}]"
