"""How the bot speaks to Telegram."""
