"""Danish for what is wrong with a design: its values, fields and links, by the English text."""

from __future__ import annotations

DESIGN: dict[str, str] = {
    # Values as they are written
    "did you mean {near!r}?": "mente du {near!r}?",
    "one of: {options}": "en af: {options}",
    "leave the zero out, or quote it where text is expected": (
        "udelad nullet, eller brug citationstegn, hvis det er tekst"
    ),
    "the range {text!r} ends before it begins": "intervallet {text!r} slutter, før det begynder",
    "write 2014-05-01, 2014-05, 2014, or a range of these": (
        "skriv 2014-05-01, 2014-05, 2014 eller et interval af dem"
    ),
    "write 4.5, a range 3..5, unknown or none": "skriv 4.5, et interval 3..5, unknown eller none",
    "write true or false": "skriv true eller false",
    "{text!r} begins with a zero, so it is unclear which number is meant": (
        "{text!r} begynder med et nul, så det er uklart, hvilket tal der menes"
    ),
    "{text!r} does not have the form of {example!r}": "{text!r} har ikke samme form som {example!r}",
    "{text!r} is finer than {unit}, the smallest step of this field": (
        "{text!r} er finere end {unit}, som er feltets mindste trin"
    ),
    "{text!r} is less than the least value, {least}": "{text!r} er mindre end den mindste værdi, {least}",
    "{text!r} is neither true nor false": "{text!r} er hverken true eller false",
    "{text!r} is not a date": "{text!r} er ikke en dato",
    "{text!r} is not a number": "{text!r} er ikke et tal",
    "{text!r} is not one of the values that are allowed here": (
        "{text!r} er ikke en af de værdier, der må stå her"
    ),
    "{text!r} is too large to be counted exactly": "{text!r} er for stort til at regne nøjagtigt med",
    "a comma separates fields here, so {digits} stands alone": (
        "et komma skiller felter her, så {digits} står alene"
    ),
    "write decimals with a point, as in 0.5": "skriv decimaler med punktum, fx 0.5",
    "a single value is expected here": "her skal stå en enkelt værdi",
    "a list stands where one value is expected": "her står en liste, men der skal stå én værdi",
    "write the value without brackets": "skriv værdien uden parenteser",
    "a list here holds single values, not lists or mappings": "en liste må her kun indeholde enkelte værdier",
    "write none alone, or [], for an empty list": "skriv none alene, eller [], for en tom liste",
    "{text!r} cannot stand in a list": "{text!r} kan ikke stå i en liste",
    "nothing is written for {field!r}": "der er ikke skrevet noget ved {field!r}",
    "write none if there is known to be nothing, unknown if it is not known, or leave the key out": (
        "skriv none, hvis I ved, at der intet er, unknown, hvis I ikke ved det, eller udelad feltet"
    ),
    "this looks like a CPR number (ddmmyy-****)": "dette ligner et CPR-nummer (ddmmåå-****)",
    "Pejl works on positions, not persons: take the number out, also from comments and older versions": (
        "Pejl arbejder med stillinger, ikke personer: slet nummeret, også i kommentarer og ældre versioner"
    ),
    # Keys and tables
    "a mapping is expected here": "her skal stå `navn: værdi`",
    "write `name: value`, one to a line": "skriv `navn: værdi`, ét par pr. linje",
    "the key {name!r} is missing here": "her mangler {name!r}",
    "{name!r} is no key here": "{name!r} kan ikke stå her",
    "the keys here are: {names}": "her kan stå: {names}",
    "{name!r} is not a language here": "{name!r} er ikke et sprog, der bruges her",
    "write da or en": "skriv da eller en",
    "the tables are: {tables}": "tabellerne er: {tables}",
    "there is no table {name!r}": "der er ingen tabel {name!r}",
    "a design is a mapping": "et design skrives som `navn: værdi`",
    "begin with `design: name-of-the-design`": "begynd med `design: designets-navn`",
    "the design cannot be read": "designet kan ikke læses",
    "a mapping of tables is expected here": "her skal stå tabeller med navn",
    "a mapping with waivers is expected here": "her skal stå dispensationer under waivers",
    "write `waivers:` above them": "skriv `waivers:` over dem",
    "a waiver is a mapping with rule, entity, owner and reason": (
        "en dispensation skrives med rule, entity, owner og reason"
    ),
    # Rows and ids
    "{table} is to be a mapping of rows by id, or the name of a table file": (
        "{table} skal være rækker med hver sit id eller navnet på en tabelfil"
    ),
    "{id!r} is to be a mapping of its fields": "{id!r} skal have sine felter under sig som `felt: værdi`",
    "write {{}} for a row of which nothing more is known": "skriv {{}} for en række, I ikke ved mere om",
    "{id!r} cannot be an id": "{id!r} kan ikke være et id",
    "use letters, digits, and - _ . : only": "brug kun bogstaver, cifre og - _ . :",
    "{id!r} cannot be an id: the word has a meaning of its own": (
        "{id!r} kan ikke være et id: ordet har sin egen betydning"
    ),
    "name a list of {table}, such as {example!r}": "angiv en liste i {table}, fx {example!r}",
    "{table} has no list {name!r} that could be incomplete": (
        "{table} har ingen liste {name!r}, der kan være ufuldstændig"
    ),
    # Fields
    "{table} has no field {field!r}": "{table} har intet felt {field!r}",
    "fields of your own are declared under `fields`": "egne felter beskrives under `fields`",
    "{field!r} is to be a value or a list, not a mapping": "{field!r} skal være en værdi eller en liste",
    "{table}.{field} is not written: it follows from the rest": (
        "{table}.{field} skrives ikke: det følger af resten"
    ),
    "{table}.{field} is not written: it follows from {other}": (
        "{table}.{field} skrives ikke: det følger af {other}"
    ),
    "write {other} instead": "skriv {other} i stedet",
    "a field is declared by a mapping": "et felt beskrives med type, da og en",
    "write {{type: number, da: ..., en: ...}}": "skriv {{type: number, da: ..., en: ...}}",
    "write one of {types}, a table, or `many` and a table": (
        "skriv en af {types}, en tabel, eller `many` og en tabel"
    ),
    "{type!r} is not a type of field": "{type!r} er ikke en felttype",
    "{field!r} cannot be the name of a field": "{field!r} kan ikke være navnet på et felt",
    "use letters, digits and underscores, and begin with a letter": (
        "brug bogstaver, cifre og understreger, og begynd med et bogstav"
    ),
    "{table} already has a field {field!r}": "{table} har allerede et felt {field!r}",
    "give yours another name": "giv jeres et andet navn",
    # Links
    "{table} has no {id!r}": "{table} har ingen {id!r}",
    "add it to {table}, or write unknown or none": "føj den til {table}, eller skriv unknown eller none",
    "{table}.{field} goes in a circle: {circle}": "{table}.{field} går i ring: {circle}",
    "each must end at one that has none above it": "hver kæde skal ende ved en, der ikke har nogen over sig",
    "{table}.{field} of {id!r} is itself": "{table}.{field} for {id!r} henviser til sig selv",
    "write none if there is nothing above it": "skriv none, hvis der ikke er noget over",
    "{table}.{field} of {id!r} is {target!r}, which is no longer in {other}": (
        "{table}.{field} for {id!r} er {target!r}, som ikke længere er i {other}"
    ),
    "move it before {target!r} is closed or removed; the link is written at {written}": (
        "flyt den, før {target!r} lukkes eller fjernes; henvisningen står i {written}"
    ),
    "{text!r} may be read as thousands or as decimals": (
        "{text!r} kan læses både som tusinder og som decimaler"
    ),
    "write {plain}, without a separator": "skriv {plain} uden tusindpunktum",
}
