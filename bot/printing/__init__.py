"""The QR codes of the bot's places: as pictures, and on sheets of paper."""
