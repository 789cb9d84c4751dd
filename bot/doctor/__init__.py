"""Whether what Telegram and the database have is what the settings and the content say, and the way out where not."""
