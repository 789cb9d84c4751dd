"""A Bot API and its people in one process: it starts a bot, taps its buttons, and notes what comes back and when.

Nothing but the standard library is needed, so that any bot can be measured from its own environment; with uvloop there
is more room before the load itself is what limits.
"""
