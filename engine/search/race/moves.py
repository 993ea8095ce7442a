"""The moves of the local search, and the loop that tries them.

Two kinds of moves:

- an *ejection chain* (Glover 1996): a block is taken out, put into another place, whatever is then too much
  there is ejected in turn, until a block finds a place that closes the chain well enough;
- a *shift with repair*: a block changes its place, and one block of the row that suffers most answers.

A move is accepted at a temperature (Kirkpatrick et al. 1983).
"""

from __future__ import annotations

from pejl.engine.search.race.field import BEST, NOTHING, TICK, VIOLATED, Field, compiled, entrance
from pejl.engine.search.race.kernel import below, keep, put, take_back, threshold, tried, turn, worst

HUGE = 1e300
HEAVIER, LIGHTER = 1.05, 0.998
"""By what the weight of a row changes while it is violated, and while it is not."""
SAMPLE = 32
"""How many members of a row are looked at when one of them is to answer."""


@compiled
def chain(f: Field, start: int, temperature: float, limit: float, width: int, depth: int) -> bool:
    """An ejection chain from a block; kept if it costs at most `limit`. Tells whether it was."""
    tick = f.numbers[TICK]
    cost, rows, turned = put(f, start, f.blocks[start]["chosen"], 0, 0)
    hand, home = start, f.blocks[start]["chosen"]
    f.blocks[start]["stamp"] = tick
    room = len(f.journal) - 4 * (len(f.entries) + len(f.variables))  # what two steps may write
    for length in range(depth):
        first = f.blocks[hand]["first"]
        closing, closing_cost = -1, HUGE
        going, ejected, going_score = -1, -1, HUGE
        for place in range(min(width, f.blocks[hand + 1]["first"] - first)):
            if place == home:
                continue
            put_cost, put_rows, put_turned = put(f, hand, place, rows, turned)
            if cost + put_cost < closing_cost:
                closing, closing_cost = place, cost + put_cost
            row = worst(f, rows, put_rows) if length + 1 < depth else -1
            if row >= 0 and f.rows[row]["count"] > 0:
                count, base = f.rows[row]["count"], f.rows[row]["first"]
                offset = below(f.chance, count)
                for step in range(min(count, SAMPLE)):
                    at = base + (offset + step) % count
                    variable = f.members[at]["variable"]
                    block = f.variables[variable]["block"]
                    if block < 0 or f.blocks[block]["stamp"] == tick or not f.variables[variable]["on"]:
                        continue
                    if f.entries[f.members[at]["entry"]]["coefficient"] > 0:
                        continue
                    score = cost + put_cost + tried(f, variable, put_rows, put_turned)
                    score += f.blocks[block]["worth"] + threshold(f.chance, temperature)
                    if score < going_score:
                        going, ejected, going_score = place, variable, score
            take_back(f, put_rows, put_turned, rows, turned)
        if closing >= 0 and closing_cost <= limit:
            _, rows, turned = put(f, hand, closing, rows, turned)
            f.trail[length]["block"], f.trail[length]["place"] = hand, closing
            for at in range(length + 1):
                f.blocks[f.trail[at]["block"]]["chosen"] = f.trail[at]["place"]
            keep(f, rows, turned)
            return True
        if going < 0 or max(rows, turned) > room:
            break
        put_cost, rows, turned = put(f, hand, going, rows, turned)
        out_cost, rows, turned = turn(f, ejected, rows, turned)
        cost += put_cost + out_cost
        f.trail[length]["block"], f.trail[length]["place"] = hand, going
        hand = f.variables[ejected]["block"]
        home = f.blocks[hand]["chosen"]
        f.blocks[hand]["stamp"] = tick
    take_back(f, rows, turned, 0, 0)
    return False


@compiled
def move(f: Field, block: int, place: int, rows: int, turned: int) -> tuple[float, int, int]:
    """Turn a block from its place to another."""
    out_cost, rows, turned = put(f, block, f.blocks[block]["chosen"], rows, turned)
    put_cost, rows, turned = put(f, block, place, rows, turned)
    return out_cost + put_cost, rows, turned


@compiled
def shift(f: Field, block: int, place: int, limit: float, width: int) -> bool:
    """Move a block, and one more if that is needed; kept if it costs at most `limit`."""
    cost, rows, turned = move(f, block, place, 0, 0)
    if cost <= limit:
        f.blocks[block]["chosen"] = place
        keep(f, rows, turned)
        return True
    row = worst(f, 0, rows)
    if row < 0:
        take_back(f, rows, turned, 0, 0)
        return False
    base, size = f.rows[row]["first"], f.rows[row + 1]["first"] - f.rows[row]["first"]
    if below(f.chance, 2) == 0 and f.rows[row]["count"] > 0:
        size = f.rows[row]["count"]
    offset = below(f.chance, size)
    for step in range(min(size, SAMPLE)):
        at = base + (offset + step) % size
        variable = f.members[at]["variable"]
        other = f.variables[variable]["block"]
        positive = f.entries[f.members[at]["entry"]]["coefficient"] > 0
        if other < 0 or other == block or positive == f.variables[variable]["on"]:
            continue
        start, home = f.blocks[other]["first"], f.blocks[other]["chosen"]
        first, last = 0, min(width, f.blocks[other + 1]["first"] - start)
        if not f.variables[variable]["on"]:
            first, last = f.variables[variable]["place"], f.variables[variable]["place"] + 1
        out_cost, out_rows, out_turned = put(f, other, home, rows, turned)
        for second in range(first, last):
            variable = f.alternatives[start + second]
            total = cost + out_cost
            if second == home:
                continue
            if variable > 0:
                total += tried(f, variable, out_rows, out_turned)
            if total <= limit:
                _, rows, turned = put(f, other, second, out_rows, out_turned)
                f.blocks[block]["chosen"], f.blocks[other]["chosen"] = place, second
                keep(f, rows, turned)
                return True
        take_back(f, out_rows, out_turned, rows, turned)
    take_back(f, rows, turned, 0, 0)
    return False


@compiled
def helpful(f: Field) -> int:
    """A variable of a block that helps a violated row if it is turned; 0 if none was hit upon."""
    for _ in range(8):
        row = f.plain[below(f.chance, len(f.plain))]
        wanted = True
        if f.rows[row]["sum"] >= f.rows[row]["bound"]:
            continue
        for _ in range(8):
            size = f.rows[row + 1]["first"] - f.rows[row]["first"]
            if size == 0:
                break
            at = f.rows[row]["first"] + below(f.chance, size)
            variable = f.members[at]["variable"]
            positive = f.entries[f.members[at]["entry"]]["coefficient"] > 0
            if (positive == wanted) == f.variables[variable]["on"]:
                continue
            if f.variables[variable]["block"] >= 0:
                return variable  # type: ignore[no-any-return]
            row = f.variables[variable]["definition"]
            if row < 0:
                break
            wanted = (not f.variables[variable]["on"]) == (f.rows[row]["defines"] > 0)
    return 0


@entrance
def search(f: Field, moves: int, hot: float, cold: float, width: int, depth: int, chains: int) -> int:
    """Try so many moves at a temperature that falls from hot to cold; returns how many were kept.

    Args:
        f: where, and from what.
        moves: how many moves to try.
        hot, cold: the first and the last temperature, in steps of the objective.
        width: how many alternatives of a block are looked at, best first.
        depth: how many blocks a chain may move.
        chains: how many of a hundred moves are chains; the others are shifts.
    """
    blocks = len(f.blocks) - 1
    kept, temperature, cooling = 0, hot, (cold / hot) ** (1.0 / max(moves, 1))
    for at in range(moves):
        temperature *= cooling
        f.numbers[TICK] += 1
        limit = threshold(f.chance, temperature)
        variable = 0
        if f.numbers[VIOLATED] > 0 and below(f.chance, 4) == 0:
            variable = helpful(f)
        block = f.variables[variable]["block"] if variable > 0 else below(f.chance, blocks)
        if variable > 0 and not f.variables[variable]["on"]:
            if f.variables[variable]["place"] != f.blocks[block]["chosen"]:
                kept += shift(f, block, f.variables[variable]["place"], limit, width)
        elif below(f.chance, 100) < chains:
            kept += chain(f, block, temperature, limit, width, depth)
        else:
            place = below(f.chance, min(width, f.blocks[block + 1]["first"] - f.blocks[block]["first"]))
            if place != f.blocks[block]["chosen"]:
                kept += shift(f, block, place, limit, width)
        if at % (blocks if f.numbers[BEST] < NOTHING else max(blocks // 16, 8)) == 0:
            for row in f.plain:
                f.rows[row]["weight"] *= LIGHTER if f.rows[row]["met"] else HEAVIER
    return kept
