"""clingo: a choice for each task, a sum for each unit, minimise."""

from __future__ import annotations

import threading

import clingo
from instance import WORKERS, asked, tell

PROGRAM = """
1 { on(U, T) : unit(U) } 1 :- task(T).
:- unit(U), capacity(U, C), #sum { L, T : on(U, T), load(U, T, L) } > C.
#minimize { C, U, T : on(U, T), cost(U, T, C) }.
"""

if __name__ == "__main__":
    instance, seconds = asked()
    facts = [f"unit(0..{instance.units - 1}). task(0..{instance.tasks - 1})."]
    for unit, capacity in enumerate(instance.capacities):
        facts.append(f"capacity({unit},{capacity}).")
        for task in range(instance.tasks):
            facts.append(f"cost({unit},{task},{instance.costs[unit][task]}).")
            facts.append(f"load({unit},{task},{instance.loads[unit][task]}).")
    control = clingo.Control([f"--parallel-mode={WORKERS}"])
    alarm = threading.Timer(seconds, control.interrupt)
    alarm.daemon = True
    alarm.start()
    control.add("base", [], "\n".join(facts) + PROGRAM)
    control.ground([("base", [])])
    proven: list[bool] = []
    control.solve(
        on_model=lambda model: tell(model.cost[0]), on_finish=lambda result: proven.append(result.exhausted)
    )
    alarm.cancel()
