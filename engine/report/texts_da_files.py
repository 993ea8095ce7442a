"""Danish for what is wrong with a file: YAML, CSV, Excel or Parquet, by the English text."""

from __future__ import annotations

FILES: dict[str, str] = {
    # Any file
    "check the name and the folder": "tjek navnet og mappen",
    "name a file, not a folder or a device": "angiv en fil, ikke en mappe eller et drev",
    "save the file as UTF-8": "gem filen som UTF-8",
    "the file cannot be opened: {reason}": "filen kan ikke åbnes: {reason}",
    "the file holds more than {most} values": "filen har flere end {most} værdier",
    "the file is empty": "filen er tom",
    "the file is larger than {most} MB": "filen er større end {most} MB",
    "the file is not in UTF-8: a character on this line cannot be read": (
        "filen er ikke i UTF-8: et tegn på denne linje kan ikke læses"
    ),
    "there is no such file": "filen findes ikke",
    "{text}": "{text}",
    "No such file or directory": "filen eller mappen findes ikke",
    "Permission denied": "det er der ikke rettigheder til",
    "Is a directory": "det er en mappe",
    "Not a directory": "en del af stien er ikke en mappe",
    "File exists": "filen findes allerede",
    "File name too long": "filnavnet er for langt",
    "No space left on device": "der er ikke mere plads på disken",
    "Read-only file system": "der kan kun læses her",
    "the proposal takes effect before {day}, the day of the design that it is based on": (
        "forslaget træder i kraft før {day}, som er dagen for det design, det bygger på"
    ),
    "look at `effective` in both": "se på `effective` i begge",
    "{table}: {id!r} ends before it starts": "{table}: {id!r} slutter, før det begynder",
    "look at `starts` and `ends`": "se på `starts` og `ends`",
    "name one that the design has at this point": "nævn noget, der er i designet på det sted",
    "this is not a file": "dette er ikke en fil",
    "{name!r} leaves the folder of the design": "{name!r} ligger uden for designets mappe",
    "name a file in the same folder or below it": "angiv en fil i samme mappe eller under den",
    "a character that cannot be seen, {code}, stands here": "her står et usynligt tegn, {code}",
    "take it out": "slet det",
    # YAML
    "the file cannot be read as YAML": "filen kan ikke læses som YAML",
    "this is not YAML: {reason}": "dette er ikke YAML: {reason}",
    "the file ends inside a quoted text": "filen slutter midt i en tekst i citationstegn",
    "look for a missing quote": "led efter et citationstegn, der mangler",
    "the line is indented by a tab": "linjen er rykket ind med tabulator",
    "indent with spaces": "ryk ind med mellemrum",
    "a colon stands where no name can be": "her står et kolon, hvor der ikke kan stå et navn",
    "put a text that holds a colon in quotes, and check the indentation": (
        "sæt en tekst med kolon i citationstegn, og tjek indrykningen"
    ),
    "a list or mapping cannot be a name": "en liste eller flere værdier kan ikke være et navn",
    "put a text that begins with a bracket in quotes": (
        "sæt en tekst, der begynder med en parentes, i citationstegn"
    ),
    "the brackets that open at line {line} go wrong here": (
        "parentesen, der begynder i linje {line}, går galt her"
    ),
    "look for a missing comma or bracket": "led efter et komma eller en parentes, der mangler",
    "a name with a colon was expected here": "her skal stå et navn med kolon",
    "check the indentation, quotes and colons": "tjek indrykning, citationstegn og koloner",
    "a text cannot begin with this character": "en tekst kan ikke begynde med dette tegn",
    "put the text in quotes": "sæt teksten i citationstegn",
    "{name!r} stands twice; the first is at {first}": "{name!r} står to gange; første gang på {first}",
    "keep one of them, or give one another name": "behold den ene, eller giv den ene et andet navn",
    "a second document begins here": "her begynder et nyt dokument",
    "keep one document in a file: take out the ---": "hav kun ét dokument i en fil: slet ---",
    "lists and mappings are nested more than {most} deep": "der er mere end {most} niveauer inde i hinanden",
    "put large tables in table files, and use fewer aliases": (
        "læg store tabeller i tabelfiler, og brug færre aliasser"
    ),
    "<< (merging mappings) is not used here": "<< (fletning i YAML) kan ikke bruges her",
    "write the values out, or use an alias": "skriv værdierne ud, eller brug et alias",
    "*{name} names nothing above it": "*{name} henviser ikke til noget ovenfor",
    "*{name} stands inside what it names, which never ends": (
        "*{name} står inde i det, den henviser til, og det ender aldrig"
    ),
    "{tag} (a YAML tag) is not used here": "{tag} (et YAML-mærke) kan ikke bruges her",
    "write the value alone; in quotes if it begins with !": (
        "skriv værdien alene; i citationstegn, hvis den begynder med !"
    ),
    # Table files
    "{name!r} is no table file": "{name!r} er ikke en tabelfil",
    "write {table} as a mapping of rows, or name a file that ends in {formats}": (
        "skriv rækkerne under {table}, eller angiv en fil, der ender på {formats}"
    ),
    "there is no file {name!r} beside the design": "der er ingen fil {name!r} ved siden af designet",
    "the table has more than {most} rows": "tabellen har flere end {most} rækker",
    "the first row is empty": "den første række er tom",
    "the first row holds the names of the columns": "kolonnernes navne skal stå i første række",
    "the column has no name": "kolonnen har intet navn",
    "name it after a field, or take it out": "giv den navn efter et felt, eller slet den",
    "two columns are named {name!r}; the first is column {first}": (
        "to kolonner hedder {name!r}; den første er kolonne {first}"
    ),
    "no column is named id": "ingen kolonne hedder id",
    "write it in small letters: id": "skriv det med små bogstaver: id",
    "the first column holds the id of each row": "den første kolonne skal have hver rækkes id",
    "the id {id!r} stands twice; the first is in row {first}": (
        "id'et {id!r} står to gange; første gang i række {first}"
    ),
    "give one of them another id": "giv den ene et andet id",
    # CSV
    "the file cannot be read as CSV: {reason}": "filen kan ikke læses som CSV: {reason}",
    "the row cannot be read as CSV: {reason}": "rækken kan ikke læses som CSV: {reason}",
    "save the file as UTF-8 (in Excel: CSV UTF-8)": "gem filen som UTF-8 (i Excel: CSV UTF-8)",
    "the file ends inside a quoted cell": "filen slutter midt i en celle i citationstegn",
    "look for a quote that is never closed": "led efter et citationstegn, der ikke bliver lukket",
    "the row has {cells} cells, but there are {columns} columns": (
        "rækken har {cells} celler, men der er {columns} kolonner"
    ),
    "put a cell that holds the delimiter in quotes": (
        "sæt en celle, der indeholder skilletegnet, i citationstegn"
    ),
    # Excel
    "this is not an Excel workbook": "dette er ikke en Excel-projektmappe",
    "save it as .xlsx": "gem den som .xlsx",
    "the workbook cannot be read: {reason}": "projektmappen kan ikke læses: {reason}",
    "the cell holds an error": "der står en fejl i cellen",
    "mend the formula, or write a value": "ret formlen, eller skriv en værdi",
    "the cell holds a formula, whose value may be old": (
        "cellen har en formel, og dens værdi kan være forældet"
    ),
    "paste the values in its place (Paste Special, Values)": (
        "indsæt værdierne i stedet (Indsæt speciel, Værdier)"
    ),
    # Parquet
    "reading Parquet needs pyarrow, which is not installed": (
        "Parquet kan kun læses med pyarrow, som ikke er installeret"
    ),
    'install it with: pip install "pejl[parquet]"': 'installér det med: pip install "pejl[parquet]"',
    "the Parquet file cannot be read: {reason}": "Parquet-filen kan ikke læses: {reason}",
}
