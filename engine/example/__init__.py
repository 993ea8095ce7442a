"""Eksempelby: a complete, invented municipality of any size, made from a seed and always the same.

`organisation` builds the line: units, posts and their tasks. `politics`, `bodies`, `meetings`, `money` and
`process` add the tables beside it, `faults` breaks a few principles on purpose, `proposal` tells a
reorganisation, and `write` puts all of it in files.
"""

SMALLEST, LARGEST = 200, 1_000_000
"""The numbers of posts that there can be."""
