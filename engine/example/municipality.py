"""The whole municipality of a size and a seed."""

from __future__ import annotations

from pejl.engine.example.faults import add_faults
from pejl.engine.example.meetings import add_meetings
from pejl.engine.example.money import add_money, vary_posts
from pejl.engine.example.organisation import organisation
from pejl.engine.example.politics import add_politics
from pejl.engine.example.process import add_process
from pejl.engine.example.records import Town


def municipality(size: int, seed: int) -> Town:
    """A municipality with this many posts.

    Args:
        size: the number of posts.
        seed: the number that all chance comes from; the same size and seed give the same municipality.
    """
    town = organisation(size, seed)
    add_politics(town)
    add_meetings(town)
    add_money(town)
    vary_posts(town)
    add_process(town)
    add_faults(town)
    return town
