"""The operating system's own words for what it refuses."""

import errno
import os
import re
import socket
import ssl

_NUMBER = re.compile(r"\[Errno (\d+)]")


def reason(error: OSError) -> str:
    """Say what is wrong, and with which file; asyncio's words repeat the address, and differ from Python to Python.

    Where several addresses were tried, each may be out of reach for another reason.
    """
    if isinstance(error, socket.gaierror):
        return str(error.strerror).lower()
    if isinstance(error, ssl.SSLError):  # its numbers are not the system's
        return str(error.strerror)
    words = " and ".join(dict.fromkeys(os.strerror(number).lower() for number in _numbers(error)))
    return f"{words}: {error.filename}" if error.filename else words


def _numbers(error: OSError) -> list[int]:
    found = [error.errno] if error.errno else [int(number) for number in _NUMBER.findall(str(error))]
    return found or [errno.EADDRNOTAVAIL]  # Python 3.13 leaves this number out
