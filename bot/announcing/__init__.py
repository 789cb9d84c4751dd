"""How announcements go out: to each subscriber once, within Telegram's limits, whatever happens meanwhile."""
