"""A machine of an operator's in a folder, on which the lines of docs/deploy.md are typed into a real shell."""

import asyncio
import getpass
import os
import re
import shutil
import site
import subprocess
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.conftest import ROOT
from tests.deploying.page import Section
from tests.deploying.stand_ins import carried_out
from tests.deploying.systemd import Systemd
from tests.processes import SECONDS, free_port

PARTS = (".gitignore", ".python-version", "Procfile", "requirements.txt", "bot", "handlers", "content", "locales")
FOLDERS = (
    *("home", "opt", "var/lib", "var/log"),
    *("etc/cron.daily", "etc/nginx/sites-available", "etc/nginx/sites-enabled", "etc/systemd/system"),
)
END = "and-that-was-it"
NGINX = """\
user {user};
pid {root}/nginx.pid;
error_log {root}/nginx.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {root}/nginx-body;
    proxy_temp_path {root}/nginx-proxy;
    fastcgi_temp_path {root}/nginx-fastcgi;
    uwsgi_temp_path {root}/nginx-uwsgi;
    scgi_temp_path {root}/nginx-scgi;
    include {root}/etc/nginx/sites-enabled/*;
}}
"""


class Machine:
    """Everything that the page names is below one folder, and each port is a free one."""

    def __init__(self, root: Path, shell: Process) -> None:
        self.root = root
        self.shell = shell
        self.bot, self.http, self.https = free_port(), free_port(), free_port()
        self.systemd = Systemd(root)
        self.followed: list[Section] = []

    def is_to_type(self, **settings: str) -> None:
        """Say what the operator types into the file of settings."""
        lines = "".join(f"{name}={value}\n" for name, value in settings.items())
        (self.root / "typed").write_text(lines, encoding="utf-8")

    async def follow(self, *sections: Section) -> None:
        """Type the lines of sections; each has to go well."""
        for section in sections:
            for line in section.lines:
                if line.startswith("systemctl "):
                    await self.systemd.obey(line)
                else:
                    await self.type(self.here(carried_out(line)))
            self.followed.append(section)

    def here(self, text: str) -> str:
        """Lead paths, ports and names to those of this machine."""
        for pattern, instead in (
            (r"(?<![\w/.])(sqlite:///)?/(opt|etc|var)/", rf"\1{self.root}/\2/"),
            (r"\b8080\b", str(self.bot)),
            (r"listen \[::\]:\d+", lambda _: f"listen 127.0.0.1:{free_port()}"),
            (r"listen 80\b", f"listen 127.0.0.1:{self.http}"),
            (r"listen 443\b", f"listen 127.0.0.1:{self.https}"),
            (r"^NAME=\S+", "NAME=localhost"),
            (r"https://\$NAME/", f"https://$NAME:{self.https}/"),
            (r"\bREPOSITORY\b", f"{self.root}/origin"),
        ):
            text = re.sub(pattern, instead, text)
        return text

    async def type(self, line: str) -> None:
        """Type one line, which has to go well."""
        assert self.shell.stdin is not None
        assert self.shell.stdout is not None
        self.shell.stdin.write(f"{{ {line}\n}} < /dev/null; printf '\\n{END} %d\\n' $?\n".encode())
        said = b""
        async with asyncio.timeout(3 * SECONDS):
            while not (end := re.search(rb"^" + END.encode() + rb" (\d+)$", said, re.MULTILINE)):
                said += (piece := await self.shell.stdout.read(65536))
                assert piece, said.decode()
        assert end[1] == b"0", f"{line}\n{said.decode()}"


def publish(machine: Machine, word: str, other: str) -> None:
    """Change a word of the content in the repository from which the machine was set up."""
    reports = machine.root / "origin" / "content" / "reports.yaml"
    reports.write_text(reports.read_text(encoding="utf-8").replace(word, other), encoding="utf-8")
    _git(machine.root / "origin", "commit", "-qam", "Change a word")


@asynccontextmanager
async def installed(root: Path, certificate: Path) -> AsyncIterator[Machine]:
    """Have a machine with nothing on it, and a repository to clone."""
    for folder in FOLDERS:
        (root / folder).mkdir(parents=True)
    shell = await asyncio.create_subprocess_exec(
        "bash", "--norc", cwd=root / "home", env=_environment(root, certificate), stdin=PIPE, stdout=PIPE, stderr=STDOUT
    )
    machine = Machine(root, shell)
    _make_repository(machine)
    (root / "etc/nginx/nginx.conf").write_text(NGINX.format(root=root, user=getpass.getuser()))
    try:
        yield machine
    finally:
        assert shell.stdin is not None
        shell.stdin.write(b"kill $(jobs -p)\n")
        shell.stdin.close()
        await shell.wait()
        await machine.systemd.close()


def _environment(root: Path, certificate: Path) -> dict[str, str]:
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"], "/usr/sbin"]),
        "HOME": str(root / "home"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "CURL_CA_BUNDLE": str(certificate / "fullchain.pem"),
        "SSL_CERT_FILE": str(certificate / "fullchain.pem"),
        "CERTIFICATE": str(certificate),
        "NGINX_SITES": str(root / "etc/nginx/nginx.conf"),
        "PACKAGES": site.getsitepackages()[0],
        "TYPED": str(root / "typed"),
    }


def _make_repository(machine: Machine) -> None:
    """Commit what the bot is made of; what is copied from docs/deploy gets the paths and ports of the machine."""
    origin = machine.root / "origin"
    shutil.copytree(ROOT / "docs" / "deploy", origin / "docs" / "deploy")
    for file in (origin / "docs" / "deploy").iterdir():
        file.write_text(machine.here(file.read_text(encoding="utf-8")), encoding="utf-8")
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, origin / part)
    _git(origin, "init", "-q", "-b", "main")
    _git(origin, "add", ".")
    _git(origin, "commit", "-q", "-m", "Begin")


def _git(folder: Path, *words: str) -> None:
    person = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *person, *words], cwd=folder, check=True)
