"""Danish for the command line: its help, the page of a rule, explanations, and what click says."""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    # Help
    "sign the evidence with this secret key; the signature is written beside it": (
        "underskriv dokumentationen med denne hemmelige nøgle; underskriften skrives ved siden af"
    ),
    "--sign goes with --pack": "--sign bruges sammen med --pack",
    "the public key that it has to be signed with, or its file": (
        "den offentlige nøgle, den skal være underskrevet med, eller dens fil"
    ),
    "Make a key to sign evidence with: FILE.key to keep, and FILE.pub to publish.": (
        "Lav en nøgle til at underskrive dokumentation med: FILE.key til at gemme og FILE.pub til at dele."
    ),
    # Signatures
    "Signed with the key that you gave: {key}.": "Underskrevet med den nøgle, du angav: {key}.",
    "Not checked: the signature {file}. Say with --key whose it should be.": (
        "Ikke kontrolleret: underskriften {file}. Angiv med --key, hvis den skal være."
    ),
    "{path} is not the name of a file": "{path} er ikke navnet på en fil",
    "{path}: evidence is a file that ends in .zip": "{path}: dokumentation er en fil, der ender på .zip",
    "{file} has a password, and there is nobody to ask": (
        "{file} har en adgangskode, og der er ingen at spørge"
    ),
    "set the variable PEJL_KEY_PASSWORD": "sæt variablen PEJL_KEY_PASSWORD",
    "{file}: its check reads {other}, which is not in it": (
        "{file}: dens tjek læser {other}, som ikke er i den"
    ),
    "{file} has {name} twice": "{file} har {name} to gange",
    "{file}: {name} cannot be unpacked": "{file}: {name} kan ikke pakkes ud",
    "the current folder is no longer there": "den aktuelle mappe er der ikke længere",
    "Signed with {key}, the key that the pack names itself: see that it is the one you expect.": (
        "Underskrevet med {key}, som er den nøgle, pakken selv angiver: se efter, at det er den, du venter."
    ),
    "Not signed.": "Ikke underskrevet.",
    "{path} is there already": "{path} findes allerede",
    "A password for the key, or none": "En adgangskode til nøglen eller ingen",
    "Password of {key}": "Adgangskode til {key}",
    "{secret} signs: keep it. {public} is for everybody.": (
        "{secret} underskriver: pas på den. {public} er til alle."
    ),
    "The key has no password: whoever has the file can sign.": (
        "Nøglen har ingen adgangskode: hvem der end har filen, kan underskrive."
    ),
    "signatures need the extra `sign`": "underskrifter kræver tilføjelsen `sign`",
    "pip install 'pejl[sign]'": "pip install 'pejl[sign]'",
    "the password does not open {file}": "adgangskoden åbner ikke {file}",
    "{given} is no public key": "{given} er ikke en offentlig nøgle",
    "give the file of a public key, or the word in it that begins with RW": (
        "angiv filen med en offentlig nøgle eller det ord i den, der begynder med RW"
    ),
    "{file} should be signed, and {signature} is not there": (
        "{file} skal være underskrevet, og {signature} mangler"
    ),
    "{signature} is not the signature of {file} by the key {key}": (
        "{signature} er ikke underskriften på {file} med nøglen {key}"
    ),
    "the file was changed after it was signed, or somebody else signed it": (
        "filen er ændret, efter at den blev underskrevet, eller en anden har underskrevet den"
    ),
    "{file} cannot be read: {reason}": "{file} kan ikke læses: {reason}",
    "{file} is not a file of minisign": "{file} er ikke en fil fra minisign",
    "write keys with `pejl keygen` or `minisign -G`": "lav nøgler med `pejl keygen` eller `minisign -G`",
    "Check an organisation design against the principles it was decided to follow.": (
        "Tjek et organisationsdesign mod de principper, I har besluttet at følge."
    ),
    "language": "sprog",
    "write to a file": "skriv til en fil",
    "rule pack, instead of those the design names; repeatable": (
        "regelsæt i stedet for dem, designet angiver; kan gentages"
    ),
    "the day on which the design is looked at; today if left out": (
        "dagen, designet ses på; i dag, hvis den udelades"
    ),
    "output format": "udskriftens format",
    "Check a design or proposal against its rule packs.": (
        "Tjek et design eller et forslag mod dets regelsæt."
    ),
    "the least severity of a violation that gives exit code 1": (
        "hvor alvorligt et brud mindst skal være for at give afslutningskode 1"
    ),
    "Evaluate expressions of the rule language for every entity of a design.": (
        "Udregn udtryk i regelsproget for alle enheder, stillinger, opgaver m.m. i et design."
    ),
    "the entities, such as: u in units": "hvad der spørges om, fx: u in units",
    "Show why a rule came out as it did, for one entity or for all that are not met.": (
        "Vis, hvorfor en regel faldt ud, som den gjorde: for ét id eller for alle, der ikke opfylder den."
    ),
    "name at most one entity, and then the design": "skriv højst ét id og derefter designet",
    "Write the violations of today as waivers, so that only new or worse ones are told.": (
        "Skriv dagens brud som dispensationer, så kun nye eller værre brud kommer med."
    ),
    "the function that answers for the waivers": "den funktion, der har ansvaret for dispensationerne",
    "why the violations are permitted": "hvorfor bruddene er tilladt",
    "the decision that permits them": "den beslutning, der tillader dem",
    "the last day of the waivers": "dispensationernes sidste dag",
    "Make a folder to start from: a design, a proposal and a rule pack.": (
        "Opret en mappe at begynde med: et design, et forslag og et regelsæt."
    ),
    "instead, a whole invented municipality with this many positions": (
        "i stedet en hel opdigtet kommune med så mange stillinger"
    ),
    "whole number": "helt tal",
    "the number that its chance comes from; 1 if left out": "det tal, alt tilfældigt følger af; ellers 1",
    "--seed goes with --example": "--seed bruges sammen med --example",
    "List, show and test rules; show which principle each serves; print schemas.": (
        "Vis og afprøv regler, se hvilke principper de dækker, og udskriv skemaer."
    ),
    "List the rules of packs; of all shipped packs if none is named.": (
        "Vis en liste over reglerne i regelsæt; i alle medfølgende, hvis ingen angives."
    ),
    "Show a rule: what it says, why, its source, parameters and examples.": (
        "Vis en regel: hvad den siger, hvorfor, dens kilde, parametre og eksempler."
    ),
    "Run the examples that rules carry.": "Kør reglernes egne eksempler.",
    "Show which rules serve each principle; exit 1 if one has none.": (
        "Vis, hvilke regler der dækker hvert princip; afslutningskode 1, hvis et princip ingen har."
    ),
    "Print a JSON Schema, for editors and programs; or that of designs as a page to read.": (
        "Udskriv et JSON Schema til editorer og programmer; eller designs skema som en side at læse."
    ),
    # Output
    "pack": "regelsæt",
    "document": "dokument",
    "rules": "regler",
    "attestation": "attestation",
    "NONE": "INGEN",
    "expected": "ventet",
    "found": "fundet",
    "without examples: {rules}": "uden eksempler: {rules}",
    "{passed} of {count} examples hold": "{passed} af {count} eksempler holder",
    "{served} of {count} principles are served by a rule or an attestation": (
        "{served} af {count} principper er dækket af en regel eller en attestation"
    ),
    "{path} cannot be written: {reason}": "{path} kan ikke skrives: {reason}",
    "the folder is not empty": "mappen er ikke tom",
    "name a folder that does not exist yet": "angiv en mappe, der ikke findes endnu",
    "the folder cannot be written: {reason}": "der kan ikke skrives i mappen: {reason}",
    "it is about: {ids}": "den handler om: {ids}",
    "the rule {rule!r} is not about {entity!r}": "reglen {rule!r} handler ikke om {entity!r}",
    "there is no rule {rule!r} in these packs": "der er ingen regel {rule!r} i disse regelsæt",
    # The page of a rule, and explanations
    "pack {pack}": "regelsættet {pack}",
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
    "A violation can be waived. The limit is how far off this may be: {measure}": (
        "En overtrædelse kan dispenseres. Grænsen er, hvor langt dette må ligge fra kravet: {measure}"
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
        "Reglen sammenligner et forslag med det design, det bygger på, og dette design bygger ikke på noget."
    ),
    "The rule found nothing in this design that it applies to.": (
        "Reglen fandt intet i dette design, som den gælder for."
    ),
    "Nothing is unmet: the rule is met by everything that it applies to.": (
        "Alt er i orden: reglen er opfyldt for alt, den gælder for."
    ),
    # What click says
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
    "{value!r} is no day; write it as 2014-05-01": "{value!r} er ingen dato; skriv den som 2014-05-01",
    "YYYY-MM-DD": "ÅÅÅÅ-MM-DD",
    "{value!r} is not a valid {number_type}.": "{value!r} er ikke et gyldigt {number_type}.",
    "{value} is not in the range {range}.": "{value} ligger ikke inden for {range}.",
    "Got unexpected extra argument ({args})": "Der er ét argument for meget ({args})",
    "Got unexpected extra arguments ({args})": "Der er for mange argumenter ({args})",
    "No such option {name!r}.": "Der er intet tilvalg {name!r}.",
    "No such option: {name}": "Der er intet tilvalg {name}",
    "No such command {name!r}.": "Der er ingen kommando {name!r}.",
    "Did you mean {possibility}?": "Mente du {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Mente du en af: {possibilities}?)",
    "Option {name!r} requires an argument.": "Tilvalget {name!r} kræver en værdi.",
    "Option {name!r} does not take a value.": "Tilvalget {name!r} tager ingen værdi.",
    "deprecated": "udgår",
    "required": "skal angives",
    "default: {default}": "standard: {default}",
    "env var: {var}": "miljøvariabel: {var}",
}
