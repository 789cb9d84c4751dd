"""What is counted and measured of the bot's work, and how it stands in /metrics."""
