"""The operating system's own words for what it refuses."""

import errno
import os
import socket


def reason(error: OSError) -> str:
    """Say what is wrong, and with which file; asyncio's words repeat the address, and differ from Python to Python."""
    if isinstance(error, socket.gaierror):
        return str(error.strerror).lower()
    words = os.strerror(error.errno or errno.EADDRNOTAVAIL).lower()  # Python 3.13 leaves this number out
    return f"{words}: {error.filename}" if error.filename else words
