"""An authenticator, as an app on a phone is one."""

import hmac
import struct
import time
from base64 import b32decode


def code_of(secret: str) -> str:
    """Return the code of this half minute: RFC 6238."""
    digest = hmac.digest(b32decode(secret), struct.pack(">Q", int(time.time()) // 30), "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
