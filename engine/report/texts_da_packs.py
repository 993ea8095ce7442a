"""Danish for rule packs that are checked against themselves."""

from __future__ import annotations

PACKS: dict[str, str] = {
    # Help
    "Check packs against themselves: rules that contradict, imply or repeat each other; exit 1 if some "
    "contradict.": (
        "Tjek regelsæt mod sig selv: regler, der modsiger, følger af eller gentager hinanden; "
        "afslutningskode 1, hvis nogle modsiger hinanden."
    ),
    "the most rows of each table in the designs that are looked at; 20 if left out": (
        "det højeste antal rækker i hver tabel i de designs, der ses på; 20, hvis det udelades"
    ),
    "how long to look: 30s, 2m or 1h; a minute if left out": (
        "hvor længe der ses efter: 30s, 2m eller 1h; et minut, hvis det udelades"
    ),
    "{done} of {count} questions": "{done} af {count} spørgsmål",
    # What was found
    "Nothing found against {count} rules, but not every question was answered: see below.": (
        "Intet fundet mod {count} regler, men ikke alle spørgsmål blev besvaret: se nedenfor."
    ),
    "Nothing to object to in {count} rules, in designs of at most {rows} rows of each table.": (
        "Intet at indvende mod {count} regler, i designs med højst {rows} rækker i hver tabel."
    ),
    "Things to look at: {objections}. In {count} rules, with at most {rows} rows of each table.": (
        "Ting at se på: {objections}. I {count} regler, med højst {rows} rækker i hver tabel."
    ),
    "Rules that contradict each other": "Regler, der modsiger hinanden",
    "Rules that nothing can meet": "Regler, som intet kan opfylde",
    "Rules that can apply to nothing": "Regler, der ikke kan gælde for noget",
    "Rules that apply to nothing where others hold": "Regler, der ikke gælder for noget, hvor andre holder",
    "Rules that say the same": "Regler, der siger det samme",
    "Rules that follow from others": "Regler, der følger af andre",
    "Rules that nothing can break": "Regler, som intet kan bryde",
    "Where {rule} applies to something, it cannot hold together with {others}.": (
        "Hvor {rule} gælder for noget, kan den ikke gælde samtidig med {others}."
    ),
    "What {rule} applies to cannot meet it.": "Det, som {rule} gælder for, kan ikke opfylde den.",
    "{rule} applies to nothing.": "{rule} gælder ikke for noget.",
    "Where {others} hold, {rule} applies to nothing.": "Hvor {others} holder, gælder {rule} ikke for noget.",
    "{rule} is broken where {others} is broken, and only there.": (
        "{rule} er brudt, hvor {others} er brudt, og kun der."
    ),
    "No design so small was found in which {others} hold and {rule} does not.": (
        "Der blev ikke fundet noget så lille design, hvor {others} holder, og {rule} ikke gør."
    ),
    "{rule} holds in every design that was looked at.": "{rule} er opfyldt i alle de designs, der er set på.",
    "Perhaps not all of these rules are needed for that.": (
        "Måske er ikke alle disse regler nødvendige for det."
    ),
    "violated: {rule} ({entities})": "brudt: {rule} ({entities})",
    "kept: {rules}": "overholdt: {rules}",
    "Example {number}": "Eksempel {number}",
    # What was not
    "Not decided": "Ikke afgjort",
    "too little time; give it more with --time-limit": "for lidt tid; giv mere med --time-limit",
    "they ask what is known, and in these designs everything is": (
        "de spørger, hvad der er kendt, og i disse designs er alt kendt"
    ),
    "too few rows; they may need {rows}: --size {rows}": (
        "for få rækker; der skal måske {rows} til: --size {rows}"
    ),
    "whether they can apply while the others hold": "om de kan gælde, mens de andre holder",
    "whether they can be broken while the others hold": "om de kan brydes, mens de andre holder",
    "Left out": "Udeladt",
    "nobody knows the parameter {name}": "ingen kender parameteren {name}",
    "it reads what the design is called": "den læser, hvad designet hedder",
    "it grows too large": "den bliver for stor",
    "(Up to {rows} rows of a table.)": "(Op til {rows} rækker i en tabel.)",
    "What is said holds of designs of so many rows in which everything is known, with numbers, dates and "
    "texts near those that the rules name. A larger design may differ.": (
        "Det sagte gælder for designs med så mange rækker, hvor alt er kendt, med tal, datoer og tekster tæt "
        "på dem, som reglerne nævner. Et større design kan være anderledes."
    ),
    "A rule was held against the rules that are about the same table, or read something that it reads.": (
        "En regel er holdt op mod de regler, der handler om samme tabel eller læser noget, som den læser."
    ),
}
