"""How the local search turns variables, follows what they define, takes back, and keeps.

What is moved are *blocks*: a group, of which one alternative is on, or a single decision, which is on or off.
A move is tried by turning variables and following what is defined by them, the difference is read, and the
move is taken back from a journal unless it is kept. What is small is objective + sum(weight * violation) over
the rows that always have to hold, so a search may pass through what is not allowed (Yagiura, Ibaraki and
Glover 2004: weights that adapt). Everything is exact in whole numbers except the penalties, which only guide.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pejl.engine.search.race.field import BEST, FOUND, OBJECTIVE, VIOLATED, Field, compiled


@compiled
def below(chance: npt.NDArray[np.uint64], n: int) -> int:
    """A random whole number from 0 to n - 1."""
    x = chance[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    chance[0] = x
    return np.int64(((x >> np.uint64(33)) * np.uint64(n)) >> np.uint64(31))  # type: ignore[return-value]


@compiled
def threshold(chance: npt.NDArray[np.uint64], temperature: float) -> float:
    """How much worse a move may be: exponentially distributed, on average the temperature."""
    return -temperature * np.log((below(chance, 1 << 30) + 1) / (1 << 30))  # type: ignore[no-any-return]


@compiled
def turn(f: Field, variable: int, rows: int, turned: int) -> tuple[float, int, int]:
    """Turn a variable and all that is defined by it; the cost, and how long the journal is then.

    Defined variables are taken in rising order: then each is turned at most once.
    """
    cost, waiting = 0.0, 0
    while True:
        now = not f.variables[variable]["on"]
        f.variables[variable]["on"] = now
        f.journal[turned]["variable"] = variable
        turned += 1
        sign = 1 if now else -1
        cost += sign * f.variables[variable]["cost"]
        for at in range(f.variables[variable]["column"], f.variables[variable + 1]["column"]):
            row = f.entries[at]["row"]
            old, bound = f.rows[row]["sum"], f.rows[row]["bound"]
            new = old + sign * f.entries[at]["coefficient"]
            f.journal[rows]["row"] = row
            f.journal[rows]["sum"] = old
            rows += 1
            f.rows[row]["sum"] = new
            if f.rows[row]["defines"] == 0:
                if old < bound:
                    cost -= f.rows[row]["weight"] * (bound - old)
                if new < bound:
                    cost += f.rows[row]["weight"] * (bound - new)
            elif (old >= bound) != (new >= bound):
                f.queue[waiting] = abs(f.rows[row]["defines"])
                waiting += 1
        variable = 0
        while waiting > 0 and variable == 0:
            least = 0
            for at in range(1, waiting):
                if f.queue[at] < f.queue[least]:
                    least = at
            defined = f.queue[least]
            waiting -= 1
            f.queue[least] = f.queue[waiting]
            row = f.variables[defined]["definition"]
            holds = f.rows[row]["sum"] >= f.rows[row]["bound"]
            if f.variables[defined]["on"] != (holds == (f.rows[row]["defines"] > 0)):
                variable = defined
        if variable == 0:
            return cost, rows, turned


@compiled
def take_back(f: Field, rows: int, turned: int, to_rows: int, to_turned: int) -> None:
    """Shorten the journal, undoing what is cut off."""
    while rows > to_rows:
        rows -= 1
        f.rows[f.journal[rows]["row"]]["sum"] = f.journal[rows]["sum"]
    while turned > to_turned:
        turned -= 1
        variable = f.journal[turned]["variable"]
        f.variables[variable]["on"] = not f.variables[variable]["on"]


@compiled
def effect(f: Field, variable: int) -> float:
    """What it would cost to turn a variable; nothing is changed where nothing is defined by it."""
    sign = -1 if f.variables[variable]["on"] else 1
    cost = float(sign * f.variables[variable]["cost"])
    for at in range(f.variables[variable]["column"], f.variables[variable + 1]["column"]):
        row = f.entries[at]["row"]
        gap = f.rows[row]["bound"] - f.rows[row]["sum"]
        then = gap - sign * f.entries[at]["coefficient"]
        cost += f.rows[row]["weight"] * (max(then, 0) - max(gap, 0))
    return cost


@compiled
def tried(f: Field, variable: int, rows: int, turned: int) -> float:
    """What it would cost to turn a variable."""
    if f.variables[variable]["simple"]:
        return effect(f, variable)
    cost, more_rows, more_turned = turn(f, variable, rows, turned)
    take_back(f, more_rows, more_turned, rows, turned)
    return cost


@compiled
def relist(f: Field, variable: int) -> None:
    """Move a variable to the other side of the lists of its rows."""
    on = f.variables[variable]["on"]
    for entry in range(f.variables[variable]["column"], f.variables[variable + 1]["column"]):
        row = f.entries[entry]["row"]
        here = f.entries[entry]["where"]
        if on:
            there = f.rows[row]["first"] + f.rows[row]["count"]
            f.rows[row]["count"] += 1
        else:
            f.rows[row]["count"] -= 1
            there = f.rows[row]["first"] + f.rows[row]["count"]
        other, other_entry = f.members[there]["variable"], f.members[there]["entry"]
        f.members[there]["variable"], f.members[there]["entry"] = variable, entry
        f.members[here]["variable"], f.members[here]["entry"] = other, other_entry
        f.entries[other_entry]["where"] = here
        f.entries[entry]["where"] = there


@compiled
def keep(f: Field, rows: int, turned: int) -> None:
    """Keep what the journal holds; remember the solution if it is the best."""
    numbers = f.numbers
    for at in range(turned):
        variable = f.journal[at]["variable"]
        on = f.variables[variable]["on"]
        if on != f.variables[variable]["listed"]:
            f.variables[variable]["listed"] = on
            numbers[OBJECTIVE] += f.variables[variable]["cost"] if on else -f.variables[variable]["cost"]
            relist(f, variable)
    for at in range(rows):
        row = f.journal[at]["row"]
        met = f.rows[row]["sum"] >= f.rows[row]["bound"]
        if f.rows[row]["defines"] == 0 and met != f.rows[row]["met"]:
            f.rows[row]["met"] = met
            numbers[VIOLATED] += -1 if met else 1
    if numbers[VIOLATED] == 0 and numbers[OBJECTIVE] < numbers[BEST]:
        numbers[BEST] = numbers[OBJECTIVE]
        numbers[FOUND] += 1
        for at in range(len(f.blocks)):
            f.blocks[at]["best"] = f.blocks[at]["chosen"]


@compiled
def put(f: Field, block: int, place: int, rows: int, turned: int) -> tuple[float, int, int]:
    """Turn an alternative of a block that has been taken out, or nothing if it is none."""
    variable = f.alternatives[f.blocks[block]["first"] + place]
    if variable == 0:
        return 0.0, rows, turned
    return turn(f, variable, rows, turned)


@compiled
def worst(f: Field, start: int, end: int) -> int:
    """The row of a stretch of the journal whose violation weighs most; -1 if all hold."""
    found, most = -1, 0.0
    for at in range(start, end):
        row = f.journal[at]["row"]
        if f.rows[row]["defines"] == 0 and f.rows[row]["sum"] < f.rows[row]["bound"]:
            weight = f.rows[row]["weight"] * (f.rows[row]["bound"] - f.rows[row]["sum"])
            if weight > most:
                found, most = row, weight
    return found
