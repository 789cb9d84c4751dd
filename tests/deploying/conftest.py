"""A certificate of one's own, and the programs of other people that an operator needs."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAMS = {
    "bash": "bash",
    "curl": "curl",
    "git": "git",
    "nginx": "nginx",
    "openssl": "openssl",
    "sqlite3": "sqlite3",
    "systemd-analyze": "systemd",
}
"""Beside each, the package of Debian's that has it."""


@pytest.fixture(scope="session")
def _programs(unavailable: Callable[[str], None]) -> None:
    path = f"{os.environ['PATH']}{os.pathsep}/usr/sbin"
    if missing := [package for program, package in PROGRAMS.items() if not shutil.which(program, path=path)]:
        unavailable(f"programs are missing; on Debian: apt install {' '.join(missing)}")


@pytest.fixture(scope="session")
def certificate(_programs: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a certificate for localhost and its key, named as certbot names them."""
    folder = tmp_path_factory.mktemp("certificate")
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    files = ["-addext", "subjectAltName=DNS:localhost", "-keyout", "privkey.pem", "-out", "fullchain.pem"]
    subprocess.run([*command.split(), *files], cwd=folder, check=True, capture_output=True)
    return folder
