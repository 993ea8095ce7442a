"""The bodies in which managers and staff meet: the directors, MED committees and work environment groups."""

from __future__ import annotations

from pejl.engine.example.records import Post, Town, Unit
from pejl.engine.example.sections import BOARDS, CENTRES
from pejl.engine.example.staffs import SECTIONS

FULL_BODY = 20
"""The posts from which a unit has a MED committee of its own, and not a meeting of all."""
WORK_GROUP = 10
"""The posts from which a unit has a work environment group of its own."""
GROUPS = ("område", "distrikt", "storområde")
"""The kinds of units that group others, and that the MED committee of their centre covers."""
TOP = ("kommunalbestyrelse", "direktion", *GROUPS)


def add_bodies(town: Town) -> None:
    """Add all bodies."""
    _of_directors(town)
    grouped = _grouped(town)
    for unit in town.units.values():
        if unit.kind in ("fagcenter", "stab"):
            covers = [unit, *grouped.get(unit.id, [])]
            _joint(town, unit, "MED-udvalg", f"MED-udvalget {unit.inside}", covers)
            _safety(town, unit)
        elif unit.kind not in TOP and (unit.id in SECTIONS or unit.head in unit.posts):
            _local(town, unit)


def _of_directors(town: Town) -> None:
    """The bodies around the directors."""
    units, top = town.units, town.units["direktion"]
    managers = [post for post in top.posts if post.manager]
    secretaries = [post for post in top.posts if not post.manager]
    chief = managers[0]
    body(town, "direktionen", "Direktionen", "direktion", chief, managers, top, [top])
    main = [top, units["projektkontoret"], *(units[board.id] for board in BOARDS)]
    body(town, "med-hovedudvalg", "Hovedudvalget", "hovedudvalg", chief, [*managers, *secretaries], top, main)
    name = "Arbejdsmiljøgruppen i Direktionen"
    body(town, "amo-direktion", name, "arbejdsmiljøgruppe", chief, [chief, secretaries[0]], top, [top])
    chiefs = [unit.head for unit in units.values() if unit.kind in ("fagcenter", "stab") and unit.head]
    covered = [*(units[centre.id] for centre in CENTRES), units["oekonomi"], units["sekretariat"]]
    name = "Arbejdsgruppen om organisationen"
    body(town, "arbejdsgruppe", name, "arbejdsgruppe", chief, [chief, *chiefs], top, covered)
    for key, name, sponsor in (
        ("digital", "Det digitale løft", managers[3]),
        ("groen", "Grøn drift", managers[4]),
    ):
        name = f"Styregruppen for {name}"
        body(town, f"styregruppe-{key}", name, "styregruppe", sponsor, [sponsor, *chiefs[-3:]], top, [])


def _grouped(town: Town) -> dict[str, list[Unit]]:
    """The areas and districts under each centre."""
    found: dict[str, list[Unit]] = {}
    for unit in town.units.values():
        if unit.kind in GROUPS:
            above = unit
            while above.parent is not None and above.kind != "fagcenter":
                above = above.parent
            found.setdefault(above.id, []).append(unit)
    return found


def _local(town: Town, unit: Unit) -> None:
    """The bodies of a unit with a manager of its own."""
    small = len(unit.posts) < FULL_BODY
    kind, name = (
        ("personalemøde med MED-status", "Personalemødet") if small else ("lokaludvalg", "Lokaludvalget")
    )
    _joint(town, unit, kind, f"{name} {unit.inside}", [unit])
    if len(unit.posts) >= WORK_GROUP or unit.kind == "uafhængig":
        _safety(town, unit)


def _joint(town: Town, unit: Unit, kind: str, name: str, covers: list[Unit]) -> None:
    """A MED body: the manager, and one of each profession."""
    assert unit.head is not None
    voices = {post.professions: post for post in reversed(unit.posts) if not post.manager}
    body(town, f"med-{unit.id}", name, kind, unit.head, [unit.head, *voices.values()], unit, covers)


def _safety(town: Town, unit: Unit) -> None:
    """A work environment group: the manager and one who is elected."""
    assert unit.head is not None
    elected = [post for post in unit.posts if not post.manager and post is not unit.head][:1]
    members = [unit.head, *elected]
    body(
        town,
        f"amo-{unit.id}",
        f"Arbejdsmiljøgruppen {unit.inside}",
        "arbejdsmiljøgruppe",
        unit.head,
        members,
        unit,
        [unit],
    )


def body(
    town: Town,
    id_: str,
    name: str,
    kind: str,
    head: Post,
    members: list[Post],
    unit: Unit,
    covers: list[Unit],
) -> None:
    """Add a body."""
    town.add(
        "bodies", id_, name=name, kind=kind, head=[head.id], members=[post.id for post in members],
        unit=unit.id,
        covers=[one.id for one in covers],
    )  # fmt: skip
