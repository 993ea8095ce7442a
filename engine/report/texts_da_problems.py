"""Danish for what is wrong with a design or a rule pack, by the English text."""

from __future__ import annotations

PROBLEMS: dict[str, str] = {
    # engine/model: values as they are written
    "did you mean {near!r}?": "mente du {near!r}?",
    "one of: {options}": "en af: {options}",
    "leave the zero out, or quote it where text is expected": (
        "udelad nullet, eller sæt det i citationstegn, hvor der ventes tekst"
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
    "{text!r} is too large to be counted exactly": "{text!r} er for stort til at blive talt nøjagtigt",
    # Words that stand in problems
    "a number": "et tal",
    "a date": "en dato",
    "a truth": "en sandhedsværdi",
    "a text": "en tekst",
    "a None": "None",
    "numbers": "tal",
    "dates": "datoer",
    "truths": "sandhedsværdier",
    "texts": "tekster",
    "a design": "et design",
    "a note": "en note",
    "a waiver": "en dispensation",
    "a file of waivers": "en fil med dispensationer",
    "a field": "et felt",
    "an entity of {table}": "et element af {table}",
    "{one} or {other}": "{one} eller {other}",
    # engine/language
    "a text stands in both languages": "en tekst står på begge sprog",
    "here may stand: {known}": "her må stå: {known}",
    "one of: {known}": "en af: {known}",
    "write {{da: ..., en: ...}}": "skriv {{da: ..., en: ...}}",
    "{name!r} cannot stand here": "{name!r} kan ikke stå her",
    "{name!r} is missing": "{name!r} mangler",
    "{name!r} is not one of the values that are allowed here": (
        "{name!r} er ikke en af de værdier, der må stå her"
    ),
    "{name} has to be a mapping: one name and value a line": (
        "{name} skal være navne med værdier: et navn og en værdi pr. linje"
    ),
    "{name} has to be a single text": "{name} skal være en enkelt tekst",
    "a parameter needs a value: a number, a date, a text, a list, or unknown": (
        "en parameter skal have en værdi: et tal, en dato, en tekst, en liste eller unknown"
    ),
    "a rule pack is a mapping that begins with pack:": (
        "en regelpakke er navne med værdier og begynder med pack:"
    ),
    "an unknown parameter has to say its type": "en ukendt parameter skal sige sin type",
    "shipped packs: {known}; or name a path": "medfølgende pakker: {known}; eller skriv en sti",
    "the file of a rule begins with rule:": "filen med en regel begynder med rule:",
    "the pack has to extend the one that holds it": "pakken skal udvide den, der indeholder reglen",
    "the pack {pack!r} extends itself, by way of others": (
        "pakken {pack!r} udvider sig selv, gennem andre pakker"
    ),
    "the rule is called {name!r}, but its file {file!r}": (
        "reglen hedder {name!r}, men dens fil hedder {file!r}"
    ),
    "the rule {rule!r} uses itself": "reglen {rule!r} bruger sig selv",
    "the two have to be the same": "de to skal være ens",
    "there is no document {name!r} in this pack": "der er intet dokument {name!r} i denne pakke",
    "there is no rule pack {name!r}": "der er ingen regelpakke {name!r}",
    "there is no rule {rule!r} to use": "der er ingen regel {rule!r} at bruge",
    "type: number, date, flag, text or list": "type: number, date, flag, text eller list",
    "{text!r} is no value of the type {type}": "{text!r} er ikke en værdi af typen {type}",
    "a single = is written ==, and text stands in quotes": "lighed skrives ==, og tekst står i citationstegn",
    "the expression is too long or too deeply nested to be read": (
        "udtrykket er for langt eller har for mange niveauer til at blive læst"
    ),
    "this is not an expression of the rule language: {text}": (
        "dette er ikke et udtryk i regelsproget: {text}"
    ),
    "a comprehension binds one variable: for u in units": "en gennemløbning har én variabel: for u in units",
    "a function is called by its name alone": "en funktion kaldes alene ved sit navn",
    "a list cannot be a member": "en liste kan ikke selv være med i en liste",
    "a list cannot be compared with < or >": "en liste kan ikke sammenlignes med < eller >",
    "a list is never None": "en liste er aldrig None",
    "a list may only hold texts in quotes": "en liste må kun indeholde tekster i citationstegn",
    "a number can only be divided by a constant that is not 0": (
        "et tal kan kun divideres med en konstant, der ikke er 0"
    ),
    "a rule has to be about entities, such as: u in units": (
        "en regel skal handle om elementer, fx: u in units"
    ),
    "compare the id or the name: x.id == '...'": "sammenlign id eller navn: x.id == '...'",
    "duplicates takes a field of an entity, such as p.name": (
        "duplicates tager et felt af et element, fx p.name"
    ),
    "only +, -, * and / can be calculated with": "der kan kun regnes med +, -, * og /",
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
    "use count(...)": "brug count(...)",
    "use count, any, all, first or in": "brug count, any, all, first eller in",
    "write all(x in ... for x in ...)": "skriv all(x in ... for x in ...)",
    "write count(...) == 0": "skriv count(...) == 0",
    "write date('2014-05-01')": "skriv date('2014-05-01')",
    "{left} is {left_type} and {right} is {right_type}: they cannot be compared like this": (
        "{left} er {left_type}, og {right} er {right_type}: de kan ikke sammenlignes sådan"
    ),
    "{name} runs over {expected}, and {text} gives {found}": (
        "{name} går over {expected}, og {text} giver {found}"
    ),
    "{name} takes plain arguments only": "{name} tager kun argumenter uden navn",
    "{name} takes {expected} values, and here are {found}": (
        "{name} tager {expected} værdier, og her er {found}"
    ),
    "{table} has no field called {name!r}": "{table} har intet felt, der hedder {name!r}",
    "{text} is Python, but not of the rule language": "{text} er Python, men hører ikke til regelsproget",
    "{text} is a list, and a single value is expected here": (
        "{text} er en liste, og her ventes en enkelt værdi"
    ),
    "{text} is a single value, not a list to run over": "{text} er en enkelt værdi, ikke en liste at gå over",
    "{text} is no number, text, True, False or None": "{text} er hverken tal, tekst, True, False eller None",
    "{text} is not a list": "{text} er ikke en liste",
    "{text} is {found}, and {expected} is expected here": "{text} er {found}, og her ventes {expected}",
    "{text} is {found}, which has no fields": "{text} er {found}, som ingen felter har",
    "a rule needs either require or attest": "en regel skal have enten require eller attest",
    "a test is a mapping with good, bad or unclear": "en test er navne med værdier: good, bad eller unclear",
    "no document of these packs has a principle {name!r}": (
        "intet dokument i disse pakker har et princip {name!r}"
    ),
    # engine/model
    "a field is declared by a mapping": "et felt beskrives ved navne med værdier",
    "a mapping is expected here": "her ventes navne med værdier",
    "a mapping with waivers is expected here": "her ventes navne med værdier under waivers",
    "a proposal is based on one design": "et forslag bygger på ét design",
    "a single value is expected here": "her ventes en enkelt værdi",
    "a waiver is a mapping with rule, entity, owner and reason": (
        "en dispensation er navne med værdier: rule, entity, owner og reason"
    ),
    "begin each change with a dash": "begynd hver ændring med en bindestreg",
    "changes are a list": "changes er en liste",
    "give yours another name": "giv dit et andet navn",
    "it may have: {names}": "der må stå: {names}",
    "name a file in the same folder or below it": "nævn en fil i samme mappe eller under den",
    "the tables are: {tables}": "tabellerne er: {tables}",
    "there is no table {name!r}": "der er ingen tabel {name!r}",
    "use letters, digits and underscores, and begin with a letter": (
        "brug bogstaver, cifre og understreger, og begynd med et bogstav"
    ),
    "write `based_on: file.yaml`": "skriv `based_on: fil.yaml`",
    "write `name: value`, one to a line": "skriv `navn: værdi`, et par pr. linje",
    "write `waivers:` above them": "skriv `waivers:` over dem",
    "write da or en": "skriv da eller en",
    "write one of {types}, a table, or `many` and a table": (
        "skriv en af {types}, en tabel, eller `many` og en tabel"
    ),
    "write {{type: number, da: ..., en: ...}}": "skriv {{type: number, da: ..., en: ...}}",
    "{field!r} cannot be the name of a field": "{field!r} kan ikke være navn på et felt",
    "{name!r} is not a language here": "{name!r} er ikke et sprog her",
    "{name!r} leaves the folder of the design": "{name!r} går ud af designets mappe",
    "{table} already has a field {field!r}": "{table} har allerede et felt {field!r}",
    "{type!r} is not a type of field": "{type!r} er ikke en felttype",
    "{what} has no {name!r}": "{what} har intet {name!r}",
    "{what} needs {name!r}": "{what} skal have {name!r}",
    "write none alone, or [], for an empty list": "skriv none alene, eller [], for en tom liste",
    "{text!r} cannot stand in a list": "{text!r} kan ikke stå i en liste",
    "Pejl works on positions, not persons: take the number out, also from comments and older versions": (
        "Pejl arbejder med stillinger, ikke personer: tag nummeret ud, også af kommentarer og ældre versioner"
    ),
    "this looks like a CPR number (ddmmyy-****)": "dette ligner et CPR-nummer (ddmmåå-****)",
    "a list stands where one value is expected": "her står en liste, hvor der ventes én værdi",
    "add it to {table}, or write unknown or none": "føj den til {table}, eller skriv unknown eller none",
    "name a list of {table}, such as {example!r}": "nævn en liste i {table}, fx {example!r}",
    "write the value without brackets": "skriv værdien uden parenteser",
    "{table} has no list {name!r} that could be incomplete": (
        "{table} har ingen liste {name!r}, der kan være ufuldstændig"
    ),
    "{table} has no {id!r}": "{table} har ingen {id!r}",
    "<< (merging mappings) is not used here": "<< (sammenlægning) bruges ikke her",
    "a character that cannot be seen, {code}, stands here": "her står et tegn, der ikke kan ses: {code}",
    "a colon stands where no name can be": "et kolon står, hvor der ikke kan være et navn",
    "a list or mapping cannot be a name": "en liste eller navne med værdier kan ikke være et navn",
    "a list or mapping in brackets goes wrong here": (
        "en liste eller navne med værdier i parentes går galt her"
    ),
    "a name with a colon was expected here": "her ventes et navn med kolon",
    "a text cannot begin with this character": "en tekst kan ikke begynde med dette tegn",
    "check the indentation, quotes and colons": "se efter indrykning, citationstegn og koloner",
    "check the name and the folder": "se efter navnet og mappen",
    "indent with spaces": "ryk ind med mellemrum",
    "keep one of them, or give one another name": "behold den ene, eller giv den anden et andet navn",
    "look for a missing comma or bracket": "se efter et komma eller en parentes, der mangler",
    "look for a missing quote": "se efter et citationstegn, der mangler",
    "name a file, not a folder or a device": "nævn en fil, ikke en mappe eller en enhed",
    "put a text that begins with a bracket in quotes": (
        "sæt en tekst, der begynder med en parentes, i citationstegn"
    ),
    "put a text that holds a colon in quotes, and check the indentation": (
        "sæt en tekst med kolon i citationstegn, og se efter indrykningen"
    ),
    "put large tables in table files, and use fewer aliases": (
        "læg store tabeller i tabelfiler, og brug færre aliaser"
    ),
    "put the text in quotes": "sæt teksten i citationstegn",
    "save the file as UTF-8": "gem filen som UTF-8",
    "take it out": "tag det ud",
    "the file cannot be opened: {reason}": "filen kan ikke åbnes: {reason}",
    "the file cannot be read as YAML": "filen kan ikke læses som YAML",
    "the file ends inside a quoted text": "filen slutter midt i en tekst i citationstegn",
    "the file holds more than {most} values": "filen har mere end {most} værdier",
    "the file is empty": "filen er tom",
    "the file is larger than {most} MB": "filen er større end {most} MB",
    "the file is not in UTF-8: a character on this line cannot be read": (
        "filen er ikke i UTF-8: et tegn på denne linje kan ikke læses"
    ),
    "the line is indented by a tab": "linjen er rykket ind med en tabulator",
    "there is no such file": "filen findes ikke",
    "this is not YAML: {reason}": "dette er ikke YAML: {reason}",
    "this is not a file": "dette er ikke en fil",
    "write the values out, or use an alias": "skriv værdierne ud, eller brug et alias",
    "{name!r} stands twice; the first is at {first}": "{name!r} står to gange; første gang på {first}",
    "a list here holds single values, not lists or mappings": (
        "en liste her indeholder enkelte værdier, ikke lister eller navne med værdier"
    ),
    "fields of your own are declared under `fields`": "egne felter beskrives under `fields`",
    "nothing is written for {field!r}": "der er ikke skrevet noget for {field!r}",
    "write none if there is known to be nothing, unknown if it is not known, or leave the key out": (
        "skriv none, hvis man ved, at der ingenting er, unknown, hvis man ikke ved det, eller udelad navnet"
    ),
    "write {other} instead": "skriv {other} i stedet",
    "write {{}} for a row of which nothing more is known": "skriv {{}} for en række, man ikke ved mere om",
    "{field!r} is to be a value or a list, not a mapping": (
        "{field!r} skal være en værdi eller en liste, ikke navne med værdier"
    ),
    "{id!r} is to be a mapping of its fields": "{id!r} skal være navne på felter med værdier",
    "{table} has no field {field!r}": "{table} har intet felt {field!r}",
    "{table}.{field} is not written: it follows from the rest": (
        "{table}.{field} skrives ikke: det følger af resten"
    ),
    "{table}.{field} is not written: it follows from {other}": (
        "{table}.{field} skrives ikke: det følger af {other}"
    ),
    "each must end at one that has none above it": "hver kæde skal ende ved en, der ikke har nogen over sig",
    "move it before {target!r} is closed or removed": "flyt det, før {target!r} lukkes eller fjernes",
    "use letters, digits, and - _ . : only": "brug kun bogstaver, cifre og - _ . :",
    "write none if there is nothing above it": "skriv none, hvis der ikke er noget over",
    "{id!r} cannot be an id": "{id!r} kan ikke være et id",
    "{id!r} cannot be an id: the word has a meaning of its own": (
        "{id!r} kan ikke være et id: ordet har sin egen betydning"
    ),
    "{table}.{field} goes in a circle: {circle}": "{table}.{field} går i ring: {circle}",
    "{table}.{field} of {id!r} is itself": "{table}.{field} for {id!r} er den selv",
    "{table}.{field} of {id!r} is {target!r}, which is no longer in {other}": (
        "{table}.{field} for {id!r} er {target!r}, som ikke længere er i {other}"
    ),
    "a design is a mapping": "et design er navne med værdier",
    "a mapping of tables is expected here": "her ventes tabeller ved navn",
    "a proposal with changes does not write tables: {table}": (
        "et forslag med changes skriver ikke tabeller: {table}"
    ),
    "a small design has its base beside it": "et lille design har sit udgangspunkt ved siden af sig",
    "add the rows by a change: `add: {{{table}: ...}}`": (
        "tilføj rækkerne med en ændring: `add: {{{table}: ...}}`"
    ),
    "begin with `design: name-of-the-design`": "begynd med `design: designets-navn`",
    "changes need a design to change": "ændringer skal have et design at ændre",
    "more than {most} designs build on each other": "mere end {most} designs bygger på hinanden",
    "the design cannot be read": "designet kan ikke læses",
    "the designs are based on each other in a circle: {circle}": (
        "designene bygger på hinanden i ring: {circle}"
    ),
    "write `before:` with tables": "skriv `before:` med tabeller",
    "{table} is to be a mapping of rows by id, or the name of a table file": (
        "{table} skal være rækker ved id eller navnet på en tabelfil"
    ),
    "date takes a text such as '2014-05-01'": "date tager en tekst som '2014-05-01'",
    "*{name} names nothing above it": "*{name} henviser ikke til noget ovenfor",
    "*{name} stands inside what it names, which never ends": (
        "*{name} står inde i det, den henviser til, og det ender aldrig"
    ),
    "a second document begins here": "her begynder et andet dokument",
    "keep one document in a file: take out the ---": "hav ét dokument i en fil: tag --- ud",
    "lists and mappings are nested more than {most} deep": (
        "lister og navne med værdier går mere end {most} niveauer ned"
    ),
    "write the value alone; in quotes if it begins with !": (
        "skriv værdien alene; i citationstegn, hvis den begynder med !"
    ),
    "{tag} (a YAML tag) is not used here": "{tag} (et YAML-mærke) bruges ikke her",
    # engine/evaluate and engine/run
    "the rule {rule!r} runs over more rows than its budget allows": (
        "reglen {rule!r} går over flere rækker, end dens budget tillader"
    ),
    "the numbers of the rule {rule!r} grow too large to be exact": (
        "tallene i reglen {rule!r} bliver for store til at være nøjagtige"
    ),
    "the numbers grow too large to be exact": "tallene bliver for store til at være nøjagtige",
    "the question runs over more rows than its budget allows": (
        "spørgsmålet går over flere rækker, end dets budget tillader"
    ),
    "the design is not based on another, so there is nothing before it": (
        "designet bygger ikke på et andet, så der er intet før det"
    ),
    "narrow it with where, or split it": "afgræns den med where, eller del den",
    "the design names no rule packs": "designet nævner ingen regelpakker",
    "write rules: [name], or give --rules": "skriv rules: [navn], eller angiv --rules",
    # engine/model: changes
    "responsible are: {units}": "ansvarlige er: {units}",
    "say which one gives it up: `from: {first}`": "sig, hvem der afgiver den: `from: {first}`",
    "the move says nothing to move": "flytningen siger ikke, hvad der skal flyttes",
    "write tasks, positions or units": "skriv tasks, positions eller units",
    "{id!r} has several responsible units: {units}": "{id!r} har flere ansvarlige enheder: {units}",
    "{name!r} goes with tasks only": "{name!r} hører kun til tasks",
    "{unit!r} is not responsible for {id!r}": "{unit!r} er ikke ansvarlig for {id!r}",
    "move them first": "flyt dem først",
    "name them under `takes`": "nævn dem under `takes`",
    "one unit is split at a time": "én enhed deles ad gangen",
    "take only what the old unit has": "tag kun det, den gamle enhed har",
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
        "{id!r} deles, men ingen ny enhed tager {left} og {more} mere"
    ),
    "{id!r} is split, but no new unit takes {left}": "{id!r} deles, men ingen ny enhed tager {left}",
    "{id!r} is taken by two units: {first} and {second}": "{id!r} tages af to enheder: {first} og {second}",
    "a change is a mapping": "en ændring er navne med værdier",
    "begin the second with a dash of its own": "begynd den anden med sin egen bindestreg",
    "one change does one thing: {names}": "en ændring gør én ting: {names}",
    "the change is empty": "ændringen er tom",
    "write `- operation: ...`": "skriv `- operation: ...`",
    "changes are applied in order: is it opened below, or closed above?": (
        "ændringer sker i rækkefølge: åbnes den længere nede, eller er den lukket længere oppe?"
    ),
    "give the new one another id, or change the old one with `alter`": (
        "giv den nye et andet id, eller ret den gamle med `alter`"
    ),
    "{id!r} is already in {table}": "{id!r} er allerede i {table}",
    "{id!r} is not in {table} at this point": "{id!r} er ikke i {table} på dette sted",
    # engine/explain
    "it is about: {ids}": "den handler om: {ids}",
    "the rule {rule!r} is not about {entity!r}": "reglen {rule!r} handler ikke om {entity!r}",
    "there is no rule {rule!r} in these packs": "der er ingen regel {rule!r} i disse pakker",
}
