"""The oldest encryption of PDF (standard security handler, revision 2: RC4 with 40 bits), for files that programs make.

In: a password, bytes; out: a key with the trailer's entry, bytes enciphered. ISO 32000-1, 7.6.3.
"""

from __future__ import annotations

from hashlib import md5

PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")

RIGHTS = -4
"""Everything is allowed."""


def standard(password: str, identity: bytes, owner: str = "") -> tuple[bytes, bytes]:
    """The key that a user's password gives, and the dictionary that stands in the trailer."""
    user = _padded(password)
    by_owner = rc4(md5(_padded(owner) if owner else user).digest()[:5], user)
    key = md5(user + by_owner + RIGHTS.to_bytes(4, "little", signed=True) + identity).digest()[:5]
    hexes = (by_owner.hex().encode(), rc4(key, PADDING).hex().encode())
    return key, b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d >>" % (*hexes, RIGHTS)


def enciphered(key: bytes, number: int, data: bytes) -> bytes:
    """The bytes of the object with this number."""
    return rc4(md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], data)


def _padded(password: str) -> bytes:
    return (password.encode("latin-1") + PADDING)[:32]


def rc4(key: bytes, data: bytes) -> bytes:
    """Bytes enciphered, or deciphered.

    >>> rc4(b"Key", rc4(b"Key", b"Plaintext"))
    b'Plaintext'
    """
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
