"""How typed words become values: pure functions from text to a value, or to None when in doubt.

A wrong value is worse than a second question, so no reader guesses: each must be able to account
for every word of the message, or it gives up.
"""
