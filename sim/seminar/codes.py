"""Codes that people type and tokens that their devices keep: both are stored hashed, under a key of the room's file."""

from __future__ import annotations

import hmac
import secrets
from hashlib import blake2b

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
LENGTH = 6
READ_AS = str.maketrans("OIL", "011")


def new_code() -> str:
    """Six letters and digits that nobody mistakes for others."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_token() -> str:
    """What a device shows instead of a code from then on; 256 bits."""
    return secrets.token_urlsafe(32)


def spelled(code: str) -> str:
    """A code as it is read out: in two halves."""
    return f"{code[:3]}-{code[3:]}"


def meant(typed: str) -> str:
    """The code that somebody typed: small letters, spaces, dashes, and O for 0 or I and L for 1 are all right."""
    return "".join(letter for letter in typed.upper() if letter.isalnum()).translate(READ_AS)


def hashed(secret: str, key: str) -> str:
    return blake2b(secret.encode(), key=key.encode()[:64], digest_size=32).hexdigest()


def same(first: str, second: str) -> bool:
    """In a time that tells nothing of where they differ."""
    return hmac.compare_digest(first.encode(), second.encode())
