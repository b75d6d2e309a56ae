"""Secrets that are handed out once, of which only a hash is kept."""

import secrets
from hashlib import sha256


def new_secret() -> str:
    """Return 256 random bits as letters that fit into an address or a cookie."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """Return what is kept of a secret; it is random, so that one pass of SHA-256 is enough (OWASP ASVS 5.0, 11.4)."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
