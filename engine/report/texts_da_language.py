"""Danish for what is wrong with a rule pack, a rule or a question, by the English text."""

from __future__ import annotations

LANGUAGE: dict[str, str] = {
    # Kinds of values, as they stand in problems
    "a number": "et tal",
    "a date": "en dato",
    "a truth": "en ja/nej-værdi",
    "a text": "en tekst",
    "a None": "None",
    "numbers": "tal",
    "dates": "datoer",
    "truths": "ja/nej-værdier",
    "texts": "tekster",
    "an entity of {table}": "en række i {table}",
    "{one} or {other}": "{one} eller {other}",
    # Rule packs
    "a text stands in both languages": "en tekst skal stå på begge sprog",
    "here may stand: {known}": "her må stå: {known}",
    "one of: {known}": "en af: {known}",
    "write {{da: ..., en: ...}}": "skriv {{da: ..., en: ...}}",
    "{name!r} cannot stand here": "{name!r} kan ikke stå her",
    "{name!r} is missing": "{name!r} mangler",
    "{name!r} is not one of the values that are allowed here": (
        "{name!r} er ikke en af de værdier, der må stå her"
    ),
    "{name} has to be a mapping: one name and value a line": (
        "{name} skal skrives som `navn: værdi`, ét par pr. linje"
    ),
    "{name} has to be a single text": "{name} skal være en enkelt tekst",
    "a parameter needs a value: a number, a date, a text, a list, or unknown": (
        "en parameter skal have en værdi: et tal, en dato, en tekst, en liste eller unknown"
    ),
    "a rule pack is a mapping that begins with pack:": "et regelsæt skal begynde med pack:",
    "an unknown parameter has to say its type": "en parameter, der er unknown, skal have en type",
    "shipped packs: {known}; or name a path": "medfølgende regelsæt: {known}; eller angiv en sti",
    "the file of a rule begins with rule:": "filen med en regel skal begynde med rule:",
    "the pack has to extend the one that holds it": "regelsættet skal udvide den, reglen står i",
    "the pack {pack!r} extends itself, by way of others": (
        "regelsættet {pack!r} udvider sig selv gennem andre regelsæt"
    ),
    "the rule is called {name!r}, but its file {file!r}": (
        "reglen hedder {name!r}, men dens fil hedder {file!r}"
    ),
    "the rule {rule!r} uses itself": "reglen {rule!r} bruger sig selv",
    "the two have to be the same": "de to skal være ens",
    "there is no document {name!r} in this pack": "der er intet dokument {name!r} i dette regelsæt",
    "there is no rule pack {name!r}": "der er intet regelsæt {name!r}",
    "there is no rule {rule!r} to use": "der er ingen regel {rule!r} at bruge",
    "type: number, date, flag, text or list": "type: number, date, flag, text eller list",
    "{text!r} is no value of the type {type}": "{text!r} er ikke en værdi af typen {type}",
    "a rule needs either require or attest": "en regel skal have enten require eller attest",
    "a test is a mapping with good, bad or unclear": (
        "et eksempel under tests skal have good, bad eller unclear"
    ),
    "no document of these packs has a principle {name!r}": (
        "intet dokument i disse regelsæt har et princip {name!r}"
    ),
    "the design names no rule packs": "designet angiver ingen regelsæt",
    "write rules: [name], or give --rules": "skriv rules: [navn], eller angiv --rules",
    # Expressions
    "a single = is written ==, and text stands in quotes": "lighed skrives ==, og tekst står i citationstegn",
    "the expression is too long or too deeply nested to be read": (
        "udtrykket er for langt eller har for mange niveauer til at blive læst"
    ),
    "this is not an expression of the rule language: {text}": (
        "dette er ikke et udtryk i regelsproget: {text}"
    ),
    "a bracket is missing": "der mangler en parentes",
    "the words are and, or, not": "ordene er and, or, not",
    "a comprehension binds one variable: for u in units": (
        "der må kun stå én variabel efter for: for u in units"
    ),
    "a function is called by its name alone": "en funktion skal kaldes ved sit navn alene",
    "a list cannot be a member": "en liste kan ikke stå inde i en liste",
    "a list cannot be compared with < or >": "en liste kan ikke sammenlignes med < eller >",
    "a list is never None": "en liste er aldrig None",
    "a list may only hold texts in quotes": "en liste må kun indeholde tekster i citationstegn",
    "a number can only be divided by a constant that is not 0": (
        "et tal kan kun divideres med et fast tal, der ikke er 0"
    ),
    "a rule has to be about entities, such as: u in units": (
        "en regel skal handle om rækkerne i en tabel, fx: u in units"
    ),
    "compare the id or the name: x.id == '...'": "sammenlign id eller navn: x.id == '...'",
    "duplicates takes a field of an entity, such as p.name": "duplicates skal have et felt, fx p.name",
    "two files of the pack are named {name!r}; the first is {first}": (
        "to filer i regelsættet hedder {name!r}; den første er {first}"
    ),
    "a rule is named as its file: give one of them another name": (
        "en regel hedder det samme som sin fil: giv en af dem et andet navn"
    ),
    "only +, -, *, / and % can be calculated with": "der kan kun regnes med +, -, *, / og %",
    "a remainder is of division by a constant above 0": "resten findes ved division med en konstant over 0",
    "after takes a list of entities or texts, and {text} gives {found}": (
        "after tager en liste af enheder, opgaver m.m. eller tekster, men {text} giver {found}"
    ),
    "only - and not may stand before a value": "kun - og not må stå foran en værdi",
    "there are: {known}": "der er: {known}",
    "there is no function called {name!r}": "der er ingen funktion, der hedder {name!r}",
    "there is no table called {name!r}": "der er ingen tabel, der hedder {name!r}",
    "there is nothing here called {name!r}": "der er intet her, der hedder {name!r}",
    "before is followed by a table": "efter before skal der stå en tabel",
    "write before.units": "skriv before.units",
    "this takes a link to the same table, such as u.parent": (
        "her skal stå en henvisning til samme tabel, fx u.parent"
    ),
    "{text} gives {found}, and a comprehension runs over entities or texts": (
        "{text} giver {found}, men efter in skal stå rækker eller tekster"
    ),
    "run over the entities: x.budget for x in units": "gennemgå rækkerne: x.budget for x in units",
    "use count(...)": "brug count(...)",
    "use count, any, all, first or in": "brug count, any, all, first eller in",
    "write all(x in ... for x in ...)": "skriv all(x in ... for x in ...)",
    "write count(...) == 0": "skriv count(...) == 0",
    "write date('2014-05-01')": "skriv date('2014-05-01')",
    "date takes a text such as '2014-05-01'": "date skal have en tekst som '2014-05-01'",
    "{left} is {left_type} and {right} is {right_type}: they cannot be compared like this": (
        "{left} er {left_type}, og {right} er {right_type}: de kan ikke sammenlignes sådan"
    ),
    "{name} runs over {expected}, and {text} gives {found}": (
        "{name} regner på {expected}, men {text} giver {found}"
    ),
    "{name} takes plain arguments only": "{name} tager kun værdier uden navn",
    "{name} takes {expected} values, and here are {found}": (
        "{name} skal have {expected} værdier, men her er {found}"
    ),
    "{table} has no field called {name!r}": "{table} har intet felt, der hedder {name!r}",
    "{text} is Python, but not of the rule language": "{text} er Python, men hører ikke til regelsproget",
    "{text} is a list, and a single value is expected here": (
        "{text} er en liste, men her skal stå en enkelt værdi"
    ),
    "{text} is a single value, not a list to run over": (
        "{text} er en enkelt værdi og ikke en liste, der kan gennemgås"
    ),
    "{text} is no number, text, True, False or None": "{text} er hverken tal, tekst, True, False eller None",
    "{text} is not a list": "{text} er ikke en liste",
    "{text} is {found}, and {expected} is expected here": "{text} er {found}, men her skal stå {expected}",
    "{text} is {found}, which has no fields": "{text} er {found}, som ingen felter har",
    # Working a rule or a question out
    "the rule {rule!r} runs over more rows than its budget allows": (
        "reglen {rule!r} gennemgår flere rækker, end en regel må"
    ),
    "the numbers of the rule {rule!r} grow too large to be exact": (
        "tallene i reglen {rule!r} bliver for store til at være nøjagtige"
    ),
    "the numbers grow too large to be exact": "tallene bliver for store til at være nøjagtige",
    "the question runs over more rows than its budget allows": (
        "spørgsmålet gennemgår flere rækker, end et spørgsmål må"
    ),
    "the design is not based on another, so there is nothing before it": (
        "designet bygger ikke på et andet, så der er intet før det"
    ),
    "narrow it with where, or split it": "afgræns den med where, eller del den",
    "{name!r} is not a date": "{name!r} er ikke en dato",
}
