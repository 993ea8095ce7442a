"""SCIP through PySCIPOpt."""

from __future__ import annotations

from instance import asked, tell
from pyscipopt import SCIP_EVENTTYPE, Eventhdlr, Model, quicksum


class Told(Eventhdlr):
    """Tells of every better solution."""

    def eventinit(self) -> None:
        self.model.catchEvent(SCIP_EVENTTYPE.BESTSOLFOUND, self)

    def eventexit(self) -> None:
        self.model.dropEvent(SCIP_EVENTTYPE.BESTSOLFOUND, self)

    def eventexec(self, event: object) -> None:
        best = self.model.getPrimalbound()
        tell(None if self.model.isInfinity(best) else best, self.model.getDualbound())


if __name__ == "__main__":
    instance, seconds = asked()
    units, tasks = range(instance.units), range(instance.tasks)
    model = Model()
    model.hideOutput()
    placed = [[model.addVar(vtype="B", obj=instance.costs[unit][task]) for task in tasks] for unit in units]
    for task in tasks:
        model.addCons(quicksum(placed[unit][task] for unit in units) == 1)
    for unit in units:
        load = quicksum(instance.loads[unit][task] * placed[unit][task] for task in tasks)
        model.addCons(load <= instance.capacities[unit])
    model.includeEventhdlr(Told(), "told", "tells of every better solution")
    model.setParam("limits/time", seconds)
    model.optimize()
    if model.getNSols():
        tell(model.getPrimalbound(), model.getDualbound())
