"""The Ally-Shoring bot: what it says, how it speaks to Telegram, and how it is reached."""
