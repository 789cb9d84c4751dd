"""How the bot is reached: the webhook, and what monitors ask."""
