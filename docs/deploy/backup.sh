#!/bin/sh
# /etc/cron.daily/ally-shoring-bot: copies the SQLite file, which the bot may go on using, and keeps the last 14 copies
set -eu
umask 077

file=/var/lib/ally-shoring-bot/bot.db
copies=/var/backups/ally-shoring-bot

test -f "$file" || { echo "there is no $file to copy" >&2; exit 1; }
mkdir -p "$copies"
sqlite3 -bail "$file" ".backup '$copies/$(date +%Y-%m-%d-%H%M%S).db'"
ls "$copies"/*.db | head -n -14 | xargs -r rm
