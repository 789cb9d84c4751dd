"""What of docs/deploy.md a test cannot run, why not, and what is done instead."""

import re
from dataclasses import dataclass
from typing import Self

from tests.deploying.page import commands

RUN = frozenset(
    {
        *("/etc/cron.daily/ally-shoring-bot", ".", ".venv/bin/python", "cd", "curl", "git", "honcho", "install", "ln"),
        *("ls", "python", "python3", "rm", "sed", "tail"),
    }
)
"""The programs that are run as they stand."""


@dataclass(frozen=True)
class StandIn:
    """What a command, or a part of one, is replaced with: it begins where the pattern does."""

    pattern: re.Pattern[str]
    reason: str
    instead: str

    @classmethod
    def of(cls, pattern: str, reason: str, instead: str = ":") -> Self:
        """Make one."""
        return cls(re.compile(pattern), reason, instead)


PARTS = (
    StandIn.of(r"^runuser -u ally-shoring -- ", "there is no such user; what follows is run", ""),
    StandIn.of(r"(?<=^install )-o \S+ -g \S+ ", "there is no such user; the rest is run", ""),
)

WHOLE = (
    StandIn.of(r"apt-get .+", "would change the machine"),
    StandIn.of(r"adduser .+", "would change the machine"),
    StandIn.of(r"nano (\S+)", "waits for somebody to type", r'cat "$TYPED" >> \1'),
    StandIn.of(
        r"(\S*python) -m pip install .+",
        "would fetch from the internet what the tests have already",
        r'echo "$PACKAGES" > "$(\1 -c "import site; print(site.getsitepackages()[0])")/packages.pth"',
    ),
    StandIn.of(
        r"certbot certonly .+",
        "would ask Let's Encrypt, which would ask back",
        r'mkdir -p /etc/letsencrypt/live/$NAME && cp "$CERTIFICATE"/*.pem /etc/letsencrypt/live/$NAME',
    ),
    StandIn.of(r"nginx -t", "would look at the machine's own sites", r'nginx -c "$NGINX_SITES" -t'),
    StandIn.of(r"systemctl .+", "there is no systemd; tests/deploying/systemd.py does what the unit says"),
    StandIn.of(r"journalctl -u (\S+) .+", "there is no systemd, which keeps the log", r"cat /var/log/\1"),
    StandIn.of(
        r"honcho start web",
        "lasts until Ctrl-C, so it goes on beside the test",
        r'honcho start web > "$HOME/web.log" 2>&1 & echo $! > "$HOME/web.pid"',
    ),
    StandIn.of(r"heroku .+", "needs an account; tests/reached/test_procfile.py is the platform"),
    StandIn.of(r"git push heroku .+", "needs an account"),
    StandIn.of(r"curl https://your-app\.herokuapp\.com/readyz", "needs an account"),
)


def is_known(command: str) -> bool:
    """Tell whether a command is run, or named with the reason why not."""
    rest = _without_parts(command)
    return any(one.pattern.fullmatch(rest) for one in WHOLE) or _program(rest) in RUN


def carried_out(line: str) -> str:
    """Give what is run where a line of the page is typed."""
    for command in commands(line):
        rest = _without_parts(command)
        stand_in = next((one for one in WHOLE if one.pattern.fullmatch(rest)), None)
        line = line.replace(command, stand_in.pattern.sub(stand_in.instead, rest) if stand_in else rest)
    return line


def _without_parts(command: str) -> str:
    for part in PARTS:
        command = part.pattern.sub(part.instead, command)
    return command


def _program(command: str) -> str:
    """Give the first word; one that only gives a variable its value runs nothing that is not Bash's own."""
    first, *_ = command.split()
    return "." if re.match(r"\w+=", first) else first
