"""What the local search walks in, as arrays of records, and how its functions become machine code.

Records, because a compiled function is handed every array as seven words: with one array for each attribute
compiling took half a minute. numba is optional; without it the functions run as they stand, a hundred times
slower, and the portfolio does without them.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from pejl.engine.values.linear import Ints

Floats = npt.NDArray[np.float64]
Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def _numba() -> Any:
    try:
        return import_module("numba").njit
    except ImportError:
        return None


njit = _numba()
COMPILED = njit is not None
"""Whether the functions are compiled."""

NUMBERS = 5
OBJECTIVE, VIOLATED, BEST, FOUND, TICK = range(NUMBERS)
"""Positions in `Field.numbers`: objective, rows violated, best objective, improvements, moves so far."""
NOTHING = int(np.iinfo(np.int64).max)
"""Stands for the objective of a best solution that there is not yet."""

VARIABLE = np.dtype(
    [(name, np.int64) for name in ("column", "cost", "block", "place", "definition")]
    + [(name, np.int64) for name in ("simple", "on", "listed")]
)
ENTRY = np.dtype([(name, np.int64) for name in ("row", "coefficient", "where")])
ROW = np.dtype(
    [(name, np.int64) for name in ("first", "bound", "defines", "sum", "count", "met")]
    + [("weight", np.float64)]
)
MEMBER = np.dtype([(name, np.int64) for name in ("variable", "entry")])
BLOCK = np.dtype(
    [(name, np.int64) for name in ("first", "chosen", "best", "stamp")] + [("worth", np.float64)]
)
JOURNAL = np.dtype([(name, np.int64) for name in ("row", "sum", "variable")])
TRAIL = np.dtype([(name, np.int64) for name in ("block", "place")])

Records = np.ndarray[tuple[int], np.dtype[np.void]]


class Field(NamedTuple):
    """What a search walks in and changes. Variables and rows are numbered as in the program.

    Attributes:
        variables: `column`: the first of its entries; `cost` in the objective; `block` that it is in, -1 if
            none, and its `place` among the alternatives; the row that is its `definition`, -1 if none;
            whether it is `simple`: nothing is defined by the rows that it is in; whether it is `on` now, and
            was when the last move was kept (`listed`). One record more ends the last column.
        entries: of columns: `row`, `coefficient`, and `where` among the members of the row the entry stands.
        rows: `first` of its members; the `bound` that its sum has to reach; the literal that it `defines`,
            0 where it always has to hold; `sum`; how many of its members are on (`count`), which come first;
            whether it was `met` when the last move was kept; the `weight` of a unit of violation. One more.
        members: of rows: `variable`, and `entry` of its column.
        blocks: `first` of its alternatives; the one `chosen` now and in the `best` solution; the last chain
            that it was in (`stamp`); what a place is `worth` at least, with what it uses priced. One more.
        alternatives: the variable of each, best first; 0 is none.
        plain: the rows that always have to hold.
        journal: what a move has changed, to take it back: `row` and old `sum`; `variable`.
        queue: defined variables to look at again.
        trail: the moves of a chain.
        chance: the state of the random numbers (xorshift64, Marsaglia 2003).
        numbers: see `NUMBERS`.
    """

    variables: Records
    entries: Records
    rows: Records
    members: Records
    blocks: Records
    alternatives: Ints
    plain: Ints
    journal: Records
    queue: Ints
    trail: Records
    chance: npt.NDArray[np.uint64]
    numbers: Ints


def compiled(function: Kernel) -> Kernel:
    """A function that runs as machine code, if numba is installed; it is called by compiled ones only."""
    if njit is None:
        return function
    made: Kernel = njit(nogil=True, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)(
        function
    )
    return made


def entrance(function: Kernel) -> Kernel:
    """The same for a function that is called from outside: its machine code is kept for the next run."""
    if njit is None:
        return function
    made: Kernel = njit(nogil=True, error_model="numpy", cache=True)(function)
    return made
