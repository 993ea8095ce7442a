"""What papers say, in Danish; see `texts`."""

from __future__ import annotations

PAPERS = {
    # The difference of designs
    "{before} → {after}": "{before} → {after}",
    "Nothing is other: the two designs say the same.": "Intet er ændret: de to designs siger det samme.",
    "In figures": "I tal",
    "Figures before and after": "Nøgletal før og efter",
    "design": "design",
    "figure": "nøgletal",
    "Units": "Enheder",
    "Tasks": "Opgaver",
    "Positions": "Stillinger",
    "Budget": "Budget",
    "Other": "Andet",
    "unit": "enhed",
    "task": "opgave",
    "function": "funktion",
    "position": "stilling",
    "how": "hvordan",
    "which": "hvilke",
    "from": "fra",
    "to": "til",
    "area": "område",
    "in all": "i alt",
    "finding": "observation",
    "kr.": "kr.",
    "{name} (was {id})": "{name} (hed {id})",
    "became {names}": "blev til {names}",
    "(is not there)": "(findes ikke)",
    "Tasks that get another responsible unit, come or go: {count}": (
        "Opgaver, der får en anden ansvarlig enhed, kommer til eller falder bort: {count}"
    ),
    "Other changes: {count}": "Andre ændringer: {count}",
    "Units in figures": "Enhederne i tal",
    "Units of which a figure is other: before → after": "Enheder, hvor et tal er ændret: før → efter",
    "Budget by year and kind": "Budget pr. år og art",
    "Budget by year, kind and area, where it is other": "Budget pr. år, art og område, hvor det er ændret",
    "Budget by year, kind and unit, where it is other": "Budget pr. år, art og enhed, hvor det er ændret",
    "Lines of different kinds are not added up.": "Linjer af hver sin art lægges ikke sammen.",
    "of which external": "heraf eksternt finansieret",
    "of which outside the frame": "heraf uden for rammen",
    "Violations": "Brud",
    "Violations by principle, where there are any or anything is other": (
        "Brud pr. princip, hvor der er nogen, eller hvor noget er ændret"
    ),
    "(rules that serve no principle)": "(regler uden et princip)",
    "Posts that get another unit, or whose unit becomes known or unknown: {count}": (
        "Stillinger, der får en anden enhed, eller hvis enhed bliver kendt eller ukendt: {count}"
    ),
    "Posts that get another superior, or whose superior becomes known or unknown: {count}": (
        "Stillinger, der får en anden leder, eller hvis leder bliver kendt eller ukendt: {count}"
    ),
    "Posts that get another site, or whose site becomes known or unknown: {count}": (
        "Stillinger, der får et andet arbejdssted, eller hvis arbejdssted bliver kendt eller ukendt: {count}"
    ),
    "New posts: {count}": "Nye stillinger: {count}",
    "Posts that go: {count}": "Stillinger, der nedlægges: {count}",
    "No post gets another unit or superior.": "Ingen stilling får en anden enhed eller leder.",
    "Posts: {counts}.": "Stillinger: {counts}.",
    "get another unit": "får en anden enhed",
    "get another superior": "får en anden leder",
    "get another site": "får et andet arbejdssted",
    "are new": "er nye",
    "go": "nedlægges",
    "Reasons": "Begrundelser",
    "Remarks on the changes: {count}": "Bemærkninger til ændringerne: {count}",
    "about": "gælder",
    "Notice to the units that change": "Varsling af de enheder, der ændres",
    "the site is not known": "arbejdsstedet er ikke kendt",
    "Events that were planned before": "Hændelser, der var planlagt i forvejen",
    "Actions that were planned before": "Indsatser, der var planlagt i forvejen",
    "Counted": "Talt med",
    "Met": "Opfyldt",
    "counted for": "talt til",
    "Branches in which nothing changes are left out; `pejl chart` draws them all.": (
        "Grene, hvor intet ændres, er udeladt; `pejl chart` tegner dem alle."
    ),
    "moves in part": "flytter delvist",
    "Of {count} only part of the responsibility moves.": "For {count} flytter kun en del af ansvaret.",
    "{count} get a unit where none was known before.": (
        "{count} får en ansvarlig enhed, hvor ingen var kendt før."
    ),
    "Of {count} it is not settled who is responsible.": (
        "For {count} er det ikke afklaret, hvem der er ansvarlig."
    ),
    "{count} are as before.": "{count} er som før.",
    "newly broken": "nye",
    "Newly broken: {count}": "Nye brud: {count}",
    "now known to be broken": "nu afklaret som brud",
    "Could not be decided before, and is broken: {count}": "Kunne ikke afgøres før, og er brudt: {count}",
    "asked of proposals only": "kræves kun af forslag",
    "Asked of proposals only, and not met: {count}": "Kræves kun af forslag, og er ikke opfyldt: {count}",
    "unchanged": "uændrede",
    "As before: {count}": "Som før: {count}",
    "mended": "bragt i orden",
    "Mended: {count}": "Bragt i orden: {count}",
    "gone with what they were about": "bortfaldet med det, de handlede om",
    "Gone with what they were about: {count}": "Bortfaldet med det, de handlede om: {count}",
    "now permitted by a waiver": "nu tilladt ved dispensation",
    "Now permitted by a waiver: {count}": "Nu tilladt ved dispensation: {count}",
    "newly undecidable": "nu uafgørlige",
    "Cannot be decided any more: {count}": "Kan ikke længere afgøres: {count}",
    "undecidable, about what is new": "uafgørlige om det nye",
    "Cannot be decided about what is new: {count}": "Kan ikke afgøres om det nye: {count}",
    "undecidable, asked of proposals only": "uafgørlige, kræves kun af forslag",
    "Asked of proposals only, and cannot be decided: {count}": (
        "Kræves kun af forslag, og kan ikke afgøres: {count}"
    ),
    "A rule that serves several principles counts with each of them.": (
        "En regel, der tjener flere principper, tæller med ved hvert af dem."
    ),
    "not known of the base": "ikke kendt i udgangspunktet",
    "To the content": "Til indholdet",
    "Contents": "Indhold",
    "Show only rows with": "Vis kun rækker med",
    "… and {rest} more rows; the other formats have them all": (
        "… og {rest} rækker mere; de andre formater har dem alle"
    ),
    "the design is not based on another": "designet bygger ikke på et andet",
    "name the design to compare it with": "skriv det design, det skal sammenlignes med",
    "Compare two designs, a proposal with its base, or one design with several proposals.": (
        "Sammenlign to designs, et forslag med det, det bygger på, eller ét design med flere forslag."
    ),
}
