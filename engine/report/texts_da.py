"""Danish for everything that Pejl says, by its English text."""

from __future__ import annotations

from pejl.engine.report.texts_da_problems import PROBLEMS

DANISH: dict[str, str] = {
    **PROBLEMS,
    # Words for verdicts, severities and norms
    "met": "opfyldt",
    "not met": "ikke opfyldt",
    "cannot be decided": "kan ikke afgøres",
    "not relevant": "ikke relevant",
    "attested": "attesteret",
    "waived": "dispenseret",
    "error": "fejl",
    "warning": "advarsel",
    "remark": "bemærkning",
    "errors": "fejl",
    "warnings": "advarsler",
    "remarks": "bemærkninger",
    "law": "lov",
    "agreement": "aftale",
    "local principle": "lokalt princip",
    "research": "forskning",
    "house default": "husets standard",
    # Values
    "yes": "ja",
    "no": "nej",
    "none": "ingen",
    "unknown": "ukendt",
    "an empty list": "en tom liste",
    "at least {low}": "mindst {low}",
    "at most {high}": "højst {high}",
    "no earlier than {low}": "tidligst {low}",
    "no later than {high}": "senest {high}",
    "{low} to {high}": "{low} til {high}",
    "{items} and {rest} more": "{items} og {rest} mere",
    "counted: {items}": "talt med: {items}",
    "and {rest} more expressions": "og {rest} udtryk mere",
    "perhaps {name}": "måske {name}",
    "its value is unknown": "værdien er ukendt",
    "not certain that it belongs": "ikke sikkert, at det hører med",
    "an attestation of {name}": "en attestering af {name}",
    "parameter {name}": "parameter {name}",
    # Headings and labels
    "design {design}": "design {design}",
    "compared with {base}": "sammenlignet med {base}",
    "as of {date}": "pr. {date}",
    "packs: {packs}": "regelpakker: {packs}",
    "Because": "Fordi",
    "Missing": "Mangler",
    "Remedy": "Afhjælp",
    "See also": "Se også",
    "Asked by": "Krav fra",
    "Note": "Note",
    "and {rest} more places": "og {rest} steder mere",
    "missing: {items}": "mangler: {items}",
    "… and {rest} more of {rule}; --format json has them all": (
        "… og {rest} mere af {rule}; --format json har dem alle"
    ),
    "… and {rest} more; --format json has them all": "… og {rest} mere; --format json har dem alle",
    "Principle by principle": "Princip for princip",
    "No rule checks: {principles}": "Ingen regel tjekker: {principles}",
    "Rules that no principle asks for": "Regler, som intet princip kræver",
    "Rules that found nothing to check": "Regler, der ikke fandt noget at tjekke",
    "Assumptions": "Antagelser",
    "assumed": "antaget",
    "no source": "ingen kilde",
    "Contradictions and doubts in the sources": "Modsigelser og tvivl i kilderne",
    "Missing data that would decide the most": "Manglende oplysninger, der ville afgøre mest",
    "verdicts": "indgår i",
    "alone": "afgør alene",
    "In all": "I alt",
    "{applied} of {rules} rules found something to check": (
        "{applied} af {rules} regler fandt noget at tjekke"
    ),
    "no rule": "ingen regel",
    "nothing to check": "intet at tjekke",
    "{what}: in {blocks} verdicts, alone decides {decides}": (
        "{what}: indgår i {blocks}, afgør alene {decides}"
    ),
    "{count} met": "{count} opfyldt",
    "1 verdict cannot be decided": "1 afgørelse kan ikke træffes",
    "{count} verdicts cannot be decided": "{count} afgørelser kan ikke træffes",
    "the rule {rule} found nothing to check": "reglen {rule} fandt ikke noget at tjekke",
    # Columns
    "outcome": "udfald",
    "severity": "alvor",
    "norm": "norm",
    "rule": "regel",
    "principle": "princip",
    "principles": "principper",
    "state": "status",
    "table": "tabel",
    "entity": "id",
    "name": "navn",
    "title": "titel",
    "message": "besked",
    "missing": "mangler",
    "evidence": "belæg",
    "remedy": "afhjælpning",
    "waiver": "dispensation",
    "reason": "begrundelse",
    "notes": "noter",
    "file": "fil",
    "line": "linje",
    "column": "kolonne",
    "number": "antal",
    "who": "hvem",
    "what": "hvad",
    # Formats
    "for reading in a terminal": "til at læse i en terminal",
    "everything, for programs": "det hele, til programmer",
    "SARIF 2.1.0, for code scanning and editors": "SARIF 2.1.0, til kodescanning og editorer",
    "JUnit XML, for CI test reports": "JUnit XML, til testrapporter i CI",
    "annotations in a GitHub workflow": "annoteringer i et GitHub-workflow",
    "tables for an agenda case or a wiki": "tabeller til en dagsordenssag eller en wiki",
    "one row per finding, for a spreadsheet": "en række pr. fund, til regneark",
    # Around the problems of an input (the problems themselves: texts_da_problems)
    "hint": "tip",
    "1 error; nothing was checked": "1 fejl; intet blev tjekket",
    "{count} errors; nothing was checked": "{count} fejl; intet blev tjekket",
    "{rest} of them not shown": "{rest} af dem er ikke vist",
    # the command line
    "Check an organisation design against the principles it was decided to follow.": (
        "Tjek et organisationsdesign mod de principper, det er besluttet at følge."
    ),
    "language": "sprog",
    "write to a file": "skriv til en fil",
    "rule pack, instead of those the design names; repeatable": (
        "regelpakke i stedet for dem, designet nævner; må gentages"
    ),
    "the day at which waivers and attestations are looked at; today if left out": (
        "den dag, dispensationer og attesteringer ses på; ellers i dag"
    ),
    "output format": "udskriftens format",
    "Check a design or proposal against its rule packs.": (
        "Tjek et design eller forslag mod dets regelpakker."
    ),
    "the least severity of a violation that gives exit code 1": (
        "den mindste alvor af et brud, der giver afslutningskode 1"
    ),
    "Evaluate expressions of the rule language for every entity of a design.": (
        "Udregn udtryk i regelsproget for alle enheder, stillinger, opgaver m.m. i et design."
    ),
    "the entities, such as: u in units": "hvad der spørges om, for eksempel: u in units",
    "Show why a rule came out as it did, for one entity or for all that are not met.": (
        "Vis, hvorfor en regel faldt ud, som den gjorde, for én eller for alle, der ikke er opfyldt."
    ),
    "name at most one entity, and then the design": "nævn højst ét id, og derefter designet",
    "Write the violations of today as waivers, so that only new or worse ones are told.": (
        "Skriv dagens brud som dispensationer, så kun nye eller værre brud nævnes."
    ),
    "the function that answers for the waivers": "den funktion, der svarer for dispensationerne",
    "why the violations are permitted": "hvorfor bruddene er tilladt",
    "the decision that permits them": "den beslutning, der tillader dem",
    "the last day of the waivers": "dispensationernes sidste dag",
    "Make a folder to start from: a design, a proposal and a rule pack.": (
        "Lav en mappe at begynde fra: et design, et forslag og en regelpakke."
    ),
    "List, show and test rules; show which principle each serves; print schemas.": (
        "Opremse, vise og afprøve regler; vise, hvilke principper de tjener; udskrive skemaer."
    ),
    "List the rules of packs; of all shipped packs if none is named.": (
        "Opremse reglerne i pakker; i alle medfølgende, hvis ingen nævnes."
    ),
    "Show a rule: what it says, why, its source, parameters and examples.": (
        "Vis en regel: hvad den siger, hvorfor, dens kilde, parametre og eksempler."
    ),
    "Run the examples that rules carry.": "Kør de eksempler, reglerne har med.",
    "Show which rules serve each principle; exit 1 if one has none.": (
        "Vis, hvilke regler der tjener hvert princip; afslutningskode 1, hvis et ingen har."
    ),
    "Print a JSON Schema, for editors and programs.": "Udskriv et JSON Schema til editorer og programmer.",
    "pack": "pakke",
    "document": "dokument",
    "rules": "regler",
    "attestation": "attestering",
    "NONE": "INGEN",
    "expected": "ventet",
    "found": "fundet",
    "without examples: {rules}": "uden eksempler: {rules}",
    "{passed} of {count} examples hold": "{passed} af {count} eksempler holder",
    "{served} of {count} principles are served by a rule or an attestation": (
        "{served} af {count} principper tjenes af en regel eller en attestering"
    ),
    "{path} cannot be written: {reason}": "{path} kan ikke skrives: {reason}",
    "the folder is not empty": "mappen er ikke tom",
    "name a folder that does not exist yet": "nævn en mappe, der ikke findes endnu",
    "the folder cannot be written: {reason}": "mappen kan ikke skrives: {reason}",
    # the command line: the page of a rule, and explanations
    "pack {pack}": "pakken {pack}",
    "Why": "Hvorfor",
    "Principles": "Principper",
    "No principle asks for this rule.": "Intet princip kræver denne regel.",
    "section {section}": "afsnit {section}",
    "page {page}": "side {page}",
    "The rule": "Reglen",
    "A human judges": "Et menneske vurderer",
    "Parameters": "Parametre",
    "Message": "Besked",
    "Waiver": "Dispensation",
    "Examples": "Eksempler",
    "Written in": "Skrevet i",
    "A violation of this rule cannot be waived.": "Der kan ikke dispenseres fra denne regel.",
    "A violation can be waived. The rule measures nothing, so a waiver has no limit.": (
        "Der kan dispenseres. Reglen måler intet, så en dispensation har ingen grænse."
    ),
    "A violation can be waived. The limit is the most that this may be: {measure}": (
        "Der kan dispenseres. Grænsen er det højeste, dette må være: {measure}"
    ),
    "A violation can be waived. The limit is the least that this may be: {measure}": (
        "Der kan dispenseres. Grænsen er det mindste, dette må være: {measure}"
    ),
    "The rule has no examples.": "Reglen har ingen eksempler.",
    "good: {count}": "overholder reglen: {count}",
    "bad: {count}": "bryder reglen: {count}",
    "unclear: {count}": "kan ikke afgøres: {count}",
    "waived by {waiver}": "dispenseret ved {waiver}",
    "The rule compares with the design that a proposal is based on, and this design has none.": (
        "Reglen sammenligner med det design, et forslag bygger på, og dette design bygger ikke på noget."
    ),
    "The rule found nothing in this design that it applies to.": (
        "Reglen fandt intet i dette design, som den gælder for."
    ),
    "Nothing is unmet: the rule is met by everything that it applies to.": (
        "Alt er i orden: reglen er opfyldt for alt, den gælder for."
    ),
    # the command line: what click says
    "Usage:": "Brug:",
    "Options": "Tilvalg",
    "Commands": "Kommandoer",
    "Show this message and exit.": "Vis denne hjælp.",
    "Show the version and exit.": "Vis versionen.",
    "%(prog)s, version %(version)s": "%(prog)s, version %(version)s",
    "Try '{command} {option}' for help.": "Prøv '{command} {option}' for hjælp.",
    "Error: {message}": "Fejl: {message}",
    "Aborted!": "Afbrudt!",
    "Missing argument": "Der mangler",
    "Missing option": "Der mangler",
    "Missing command.": "Der mangler en kommando.",
    "Choose from:\n\t{choices}": "Vælg mellem:\n\t{choices}",
    "Invalid value: {message}": "Ugyldig værdi: {message}",
    "Invalid value for {param_hint}: {message}": "Ugyldig værdi for {param_hint}: {message}",
    "{value!r} is not {choice}.": "{value!r} er ikke {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} er ikke en af {choices}.",
    "{value!r} does not match the format {format}.": "{value!r} er ikke en dato i formatet {format}.",
    "Got unexpected extra argument ({args})": "Der er ét argument for meget ({args})",
    "Got unexpected extra arguments ({args})": "Der er for mange argumenter ({args})",
    "No such option {name!r}.": "Der er intet tilvalg {name!r}.",
    "No such option: {name}": "Der er intet tilvalg {name}",
    "No such command {name!r}.": "Der er ingen kommando {name!r}.",
    "Did you mean {possibility}?": "Mente du {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Mente du en af: {possibilities}?)",
    "Option {name!r} requires an argument.": "Tilvalget {name!r} kræver en værdi.",
    "Option {name!r} does not take a value.": "Tilvalget {name!r} tager ingen værdi.",
}
