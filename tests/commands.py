"""The commands that everybody has, by their names."""

import gettext

from bot.core.commands import described
from bot.core.locales import SOURCE, Words

COMMANDS = {command.name for command in described(Words(SOURCE, gettext.NullTranslations()))}
