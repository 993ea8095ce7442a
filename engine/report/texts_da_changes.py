"""Danish for what is wrong with a proposal and its changes, by the English text."""

from __future__ import annotations

CHANGES: dict[str, str] = {
    "a proposal is based on one design": "et forslag bygger på ét design",
    "write `based_on: file.yaml`": "skriv `based_on: fil.yaml`",
    "a proposal with changes does not write tables: {table}": (
        "et forslag med changes skriver ikke selv tabeller: {table}"
    ),
    "a small design has its base beside it": "et lille design skal have sit udgangspunkt ved siden af sig",
    "write `before:` with tables": "skriv `before:` med tabeller",
    "add the rows by a change: `add: {{{table}: ...}}`": (
        "tilføj rækkerne med en ændring: `add: {{{table}: ...}}`"
    ),
    "changes need a design to change": "changes skal have et design at ændre",
    "more than {most} designs build on each other": "flere end {most} designs bygger på hinanden",
    "the designs are based on each other in a circle: {circle}": (
        "designene bygger på hinanden i ring: {circle}"
    ),
    # Each change
    "begin each change with a dash": "begynd hver ændring med en bindestreg",
    "changes are a list": "changes er en liste",
    "a change is a mapping": "en ændring skrives som `navn: værdi`",
    "begin the second with a dash of its own": "begynd den anden med sin egen bindestreg",
    "one change does one thing: {names}": "en ændring gør én ting: {names}",
    "the change is empty": "ændringen er tom",
    "write `- operation: ...`": "skriv `- operation: ...`",
    "changes are applied in order: is it opened below, or closed above?": (
        "ændringer sker i rækkefølge: oprettes den længere nede, eller er den lukket længere oppe?"
    ),
    "give the new one another id, or change the old one with `alter`": (
        "giv den nye et andet id, eller ret den gamle med `alter`"
    ),
    "{id!r} is already in {table}": "{id!r} er allerede i {table}",
    "{id!r} is not in {table} at this point": "{id!r} er ikke i {table} på dette sted",
    # Moving
    "responsible are: {units}": "ansvarlige er: {units}",
    "say which one gives it up: `from: {first}`": "skriv, hvem der afgiver den: `from: {first}`",
    "the move says nothing to move": "det fremgår ikke, hvad der skal flyttes",
    "write tasks, positions or units": "skriv tasks, positions eller units",
    "{id!r} has several responsible units: {units}": "{id!r} har flere ansvarlige enheder: {units}",
    "{name!r} goes with tasks only": "{name!r} kan kun bruges med tasks",
    "{unit!r} is not responsible for {id!r}": "{unit!r} er ikke ansvarlig for {id!r}",
    # Merging, splitting, closing
    "move them first": "flyt dem først",
    "name them under `takes`": "skriv dem under `takes`",
    "one unit is split at a time": "der deles én enhed ad gangen",
    "take only what the old unit has": "overtag kun det, den gamle enhed har",
    "units are merged into one": "enheder lægges sammen til én",
    "write one unit under `into`": "skriv én enhed under `into`",
    "{id!r} cannot be closed, for these still link to it: {left} and {more} more": (
        "{id!r} kan ikke lukkes, for disse henviser stadig til den: {left} og {more} mere"
    ),
    "{id!r} cannot be closed, for these still link to it: {left}": (
        "{id!r} kan ikke lukkes, for disse henviser stadig til den: {left}"
    ),
    "{id!r} does not link to {unit!r}, which is split": "{id!r} henviser ikke til {unit!r}, som deles",
    "{id!r} is split, but no new unit takes {left} and {more} more": (
        "{id!r} deles, men ingen ny enhed overtager {left} og {more} mere"
    ),
    "{id!r} is split, but no new unit takes {left}": "{id!r} deles, men ingen ny enhed overtager {left}",
    "{id!r} is taken by two units: {first} and {second}": "to enheder overtager {id!r}: {first} og {second}",
}
