"""Danish for the search: what may be decided, how it goes, what it finds, and why nothing is found."""

from __future__ import annotations

SEARCH: dict[str, str] = {
    # Help
    "Search for designs that keep every principle; the best are written as proposals.": (
        "Søg efter designs, der overholder alle principper; de bedste skrives som forslag."
    ),
    "a file that says what may be decided, instead of the design": (
        "en fil, der siger, hvad der må ændres, i stedet for designet"
    ),
    "how long to search: 30s, 2m or 1h; a minute, unless there is --steps": (
        "hvor længe der søges: 30s, 2m eller 1h; et minut, medmindre --steps er angivet"
    ),
    "how much to search, in units of work: the same answer on every run": (
        "hvor meget der søges, målt i arbejde: det samme svar hver gang"
    ),
    "how many proposals; else one": "hvor mange forslag; ellers ét",
    "every design there is, of a small case": "alle designs, der findes, i en lille sag",
    "what searches: cp-sat, but python-constraint with --all, unless you choose": (
        "hvad der søger: cp-sat, men python-constraint med --all, medmindre du vælger"
    ),
    "how many processors it may use; all there are, but 2 with --steps": (
        "hvor mange processorer der bruges; alle, men 2 med --steps"
    ),
    "write the proposals here: in the folder of the design, or one above it": (
        "skriv forslagene her: i designets mappe eller en mappe over den"
    ),
    "{value!r} is not a time; write 30s, 2m or 1h": "{value!r} er ikke en tid; skriv 30s, 2m eller 1h",
    "--all lists every design, so --alternatives says nothing": (
        "--all viser alle designs, så --alternatives er overflødig"
    ),
    # What cannot be searched
    "the design does not say what a search may decide": "designet siger ikke, hvad en søgning må ændre",
    "write `search:` in it, or give --search FILE": "skriv `search:` i det, eller angiv --search FIL",
    "begin with `search:`": "begynd med `search:`",
    "begin with `- {key}: ...`": "begynd med `- {key}: ...`",
    "so much cannot be decided at once: {reason}": "så meget kan ikke afgøres på én gang: {reason}",
    "let less be decided": "lad mindre være åbent",
    "there is nothing to decide here: no entity fits, or it has no target": (
        "her er intet at vælge: ingen række passer, eller den har intet at vælge mellem"
    ),
    "mend `for` or `among`": "ret `for` eller `among`",
    "{relation} is decided twice, with different numbers of targets": (
        "{relation} står to gange med hvert sit antal"
    ),
    "write the same `targets` in both": "skriv samme `targets` begge steder",
    "write table.relation, such as tasks.responsible": "skriv tabel.relation, f.eks. tasks.responsible",
    "{table} has no relation {name!r} that can be decided": (
        "{table} har ingen relation {name!r}, der kan vælges"
    ),
    "{relation} cannot follow {what!r}": "{relation} kan ikke følge {what!r}",
    "write `relation: positions.unit` and `follows: tasks`": (
        "skriv `relation: positions.unit` og `follows: tasks`"
    ),
    "this is about {found}, and {expected} is expected here": (
        "det handler om {found}, men her skal det være {expected}"
    ),
    "begin with: x in {table}": "begynd med: x in {table}",
    "how many targets each gets is a number, or a range from less to more": (
        "hvor mange hver får, er et tal eller et interval fra færre til flere"
    ),
    "write 1": "skriv 1",
    "{value!r} is not a number": "{value!r} er ikke et tal",
    "{relation} may lead to none anyway": "{relation} kan være tom i forvejen",
    "write `targets: 0..1`": "skriv `targets: 0..1`",
    "whether something is there has no {key!r}": "om noget findes, har ingen {key!r}",
    "leave it out": "udelad den",
    "{name!r} belongs under `search:`": "{name!r} hører under `search:`",
    "indent it": "ryk den ind",
    "write units: {{new: {{name: ...}}}}": "skriv units: {{ny: {{name: ...}}}}",
    "a mapping of rows is expected here": "her skal der stå rækker efter id",
    "write new: {{name: ...}}": "skriv ny: {{name: ...}}",
    "the design has no errors to mend": "designet har ingen fejl at bringe i orden",
    "name a warning by its rule or entity": "nævn en advarsel ved dens regel eller id",
    "a rank is a whole number": "en rang er et helt tal",
    "write 1 for what comes first": "skriv 1 for det, der kommer først",
    "nothing in {table} has the id {id!r}": "intet i {table} har id'et {id!r}",
    "nothing may be decided here": "her må intet vælges",
    "write `- relation: ...` under `decide`": "skriv `- relation: ...` under `decide`",
    "write 1 or 0..1": "skriv 1 eller 0..1",
    "{name!r} is one number that is not negative": "{name!r} er ét tal, der ikke er negativt",
    "what is to be small is a number, and this is {found}": (
        "det, der skal være mindst, er et tal, og dette er {found}"
    ),
    "the rule {rule!r} cannot be searched with: it turns on {reason}": (
        "reglen {rule!r} kan ikke bruges i en søgning: den afhænger af {reason}"
    ),
    "let less be decided, or name the rule under leave_out: it is then only checked": (
        "lad mindre være åbent, eller skriv reglen under leave_out: så bliver den kun tjekket"
    ),
    "the rule {rule!r} grows too large to be searched with": (
        "reglen {rule!r} bliver for stor til at søge med"
    ),
    "narrow it with where, let less be decided, or name the rule under leave_out": (
        "indskrænk den med where, lad mindre være åbent, eller skriv reglen under leave_out"
    ),
    "{text} cannot be made small: it turns on {reason}": (
        "{text} kan ikke gøres mindst: det afhænger af {reason}"
    ),
    "{text} grows too large to be searched with": "{text} bliver for stort til at søge med",
    "the chain of {relation}, which has more than {most} ways to go with so much to be decided": (
        "kæden af {relation}, som kan gå mere end {most} veje, når så meget er åbent"
    ),
    "the circles of {relation}, where more than {most} rows could stand above each other": (
        "ringene i {relation}, hvor mere end {most} rækker kunne stå over hinanden"
    ),
    "what comes after an element of a list that is to be decided": (
        "det, der kommer efter et led i en liste, som er åben"
    ),
    "a number with more than {steps} possible values": "et tal med over {steps} mulige værdier",
    "the remainder of a number that is both to be decided and unknown": (
        "resten af et tal, der både er åbent og ukendt"
    ),
    "there are {ways} ways to decide, too many for python-constraint, which tries them": (
        "der kan vælges på {ways} måder, for mange til python-constraint, som prøver dem"
    ),
    "let fewer things be decided, or use --solver cp-sat": (
        "lad mindre være åbent, eller brug --solver cp-sat"
    ),
    "proposals are based on {file}, which does not lie in this folder or below it": (
        "forslagene bygger på {file}, som ikke ligger i denne mappe eller under den"
    ),
    "write them to {folder}": "skriv dem i {folder}",
    "there is no such folder": "mappen findes ikke",
    "name the folder of the design": "angiv designets mappe",
    "the file is already there, and proposals are not overwritten": (
        "filen findes allerede, og forslag bliver ikke overskrevet"
    ),
    "give it another name, or remove it": "giv den et andet navn, eller slet den",
    # While it runs
    "{seconds} s": "{seconds} s",
    "nothing found yet": "intet fundet endnu",
    "none exists; looking for why": "intet findes; leder efter årsagen",
    "best {value}": "bedste {value}",
    "bound {value}": "grænse {value}",
    "gap {share}": "afstand {share}",
    # How it ended
    "Search: {title}": "Søgning: {title}",
    "Found, and proven to be the best": "Fundet, og det er bevist, at intet er bedre",
    "Found; at most {share} from the best possible": "Fundet; højst {share} fra det bedst mulige",
    "Found; how far from the best possible is not known": (
        "Fundet; det vides ikke, hvor langt fra det bedst mulige"
    ),
    "None exists: the principles cannot all be kept here, whatever is decided": (
        "Intet findes: principperne kan ikke alle overholdes her, uanset hvad der vælges"
    ),
    "None found in time; whether one exists is not settled": (
        "Intet fundet i tide; det er ikke afgjort, om der findes noget"
    ),
    "Every design that keeps the principles: {count}": "Alle designs, der overholder principperne: {count}",
    "less than {share} %": "under {share} %",
    # An answer
    "Proposal {number}": "Forslag {number}",
    "amount": "antal",
    "weight": "vægt",
    "counts": "tæller",
    "First of all": "Først og fremmest",
    "Then, among those that are as good": "Dernæst, blandt de lige så gode",
    "In all {total}": "I alt {total}",
    "No design has less: proven.": "Intet design har mindre; det er bevist.",
    "No other design has less: proven.": "Intet andet design har mindre; det er bevist.",
    "Whether there is less is not known.": "Om det kan blive mindre, vides ikke.",
    "No design has less than {bound}, so this is at most {share} from the best possible.": (
        "Intet design har under {bound}, så dette er højst {share} fra det bedst mulige."
    ),
    "Nothing was to be made small: any design that keeps the rules will do.": (
        "Intet skulle gøres mindst: ethvert design, der overholder reglerne, er godt nok."
    ),
    "Nothing changes: the design is as good as it can be.": (
        "Intet ændres: designet er så godt, som det kan blive."
    ),
    "Warnings left": "Advarsler tilbage",
    "≥: what is unknown counts as little as it may, so there can be more.": (
        "≥: det ukendte tæller så lidt, som det kan, så der kan være mere."
    ),
    "New warnings": "Nye advarsler",
    "Nothing is written. With -o FOLDER each proposal becomes a file to edit and check.": (
        "Intet er skrevet. Med -o MAPPE bliver hvert forslag en fil, der kan rettes og tjekkes."
    ),
    # What is asked about by name
    "no rule reads a number {name!r} from its parameters": (
        "ingen regel læser et tal {name!r} i sine parametre"
    ),
    "write parameter, pack.parameter or RULE.parameter": (
        "skriv parameter, regelsæt.parameter eller REGEL.parameter"
    ),
    "write the rule before it: RULE.{name}": "skriv reglen foran: REGEL.{name}",
    "several parameters are called {name!r}: {places}": "flere parametre hedder {name!r}: {places}",
    "no move can mend this: the broken rules read nothing that can be moved": (
        "ingen flytning kan rette det: reglerne læser intet, der kan flyttes"
    ),
    "look at the remedies and the missing data that `pejl check` tells": (
        "se på afhjælpningen og de manglende oplysninger i `pejl check`"
    ),
    "no violation of this design is called {name!r}": "intet brud i dette design hedder {name!r}",
    "write a rule, a principle, an entity, RULE:ENTITY, or all": (
        "skriv en regel, et princip, et id, REGEL:ID eller all"
    ),
    # A pack against itself
    "a human judges it": "et menneske vurderer den",
    # What was not seen to
    "Violations that nothing decided here can touch: {count}": (
        "Brud, som intet valg her kan ændre: {count}"
    ),
    "Not enforced, because something is unknown: {count}": ("Ikke sikret, fordi noget er ukendt: {count}"),
    "`pejl check` of a proposal tells what is missing.": "`pejl check` siger, hvad der mangler i et forslag.",
    "Rules that the search does not look at": "Regler, søgningen ikke ser på",
    "Left out of the search: {rules}": "Udeladt af søgningen: {rules}",
    "Judged by a human: {rules}": "Vurderes af et menneske: {rules}",
    "Only remarks, and so not enforced: {rules}": "Kun bemærkninger, og derfor ikke et krav: {rules}",
    # Why nothing is found
    "What cannot hold together": "Det, der ikke kan opfyldes på én gang",
    "What may be decided contradicts itself, whatever the rules ask: look at `decide`.": (
        "Det, der må vælges, modsiger sig selv, uanset reglerne: se på `decide`."
    ),
    "Nothing that may be decided keeps this demand:": "Intet, der må vælges, opfylder dette krav:",
    "Leave out any one of these demands, and the others can be kept:": (
        "Udelades blot ét af disse krav, kan de andre opfyldes:"
    ),
    "These demands cannot all be kept; perhaps some of them are not needed for that:": (
        "Disse krav kan ikke alle opfyldes; måske er nogle af dem uden skyld i det:"
    ),
    "Why was not found in time; give it more with --time-limit or --steps.": (
        "Hvorfor blev ikke fundet i tide; giv mere med --time-limit eller --steps."
    ),
    "Asks": "Kræver",
    "Of": "Af",
    "What would make a design possible, each by itself": "Det, der hver for sig ville gøre et design muligt",
    "Loosen {title}: {parameter} {old} → {new} {unit}": "Løsn {title}: {parameter} {old} → {new} {unit}",
    "Waive {demands}": "Dispensér fra {demands}",
    "{rule} ({title}) for {names}": "{rule} ({title}) for {names}",
    "a smaller change is not enough": "en mindre ændring er ikke nok",
    "fewer are not enough": "færre er ikke nok",
    "let it be decided whether {name} is there": "lad det være åbent, om {name} findes",
    "let {name} keep what it has ({field}: {targets})": "lad {name} beholde det, der er ({field}: {targets})",
    "let {name} also get {targets} ({field})": "lad {name} også få {targets} ({field})",
    "let it be decided what {name} gets ({field}: {targets})": (
        "lad det være åbent, hvad {name} får ({field}: {targets})"
    ),
    # Beside what was decided
    "Beside what was decided: {title}": "Ved siden af det, der blev besluttet: {title}",
    "The two agree on {agreed} of the {points} points that could be chosen and that one of them changes.": (
        "De to er enige om {agreed} af de {points} punkter, der kunne vælges, og som mindst ét af dem ændrer."
    ),
    "Decided besides, of what this search could not choose": (
        "Besluttet derudover, om det, denne søgning ikke kunne vælge"
    ),
    "{agreed} alike, {differing} not": "{agreed} ens, {differing} ikke",
    "there": "findes",
    "the search": "søgningen",
    "decided": "besluttet",
    "price": "pris",
    "the search could not choose that": "det kunne søgningen ikke vælge",
    "as good": "lige så godt",
    "{extra} more": "{extra} mere",
    "{extra} less": "{extra} mindre",
    "at most {amount}; not proven": "højst {amount}; ikke bevist",
    "no such design was found in time": "der blev ikke fundet et sådant design i tide",
    "no such design exists, for then these cannot be kept together: {demands}": (
        "der findes ikke et sådant design, for så kan disse ikke alle opfyldes: {demands}"
    ),
    "comparing with what was decided": "sammenligner med det, der blev besluttet",
    # Repairs
    "{mended} of {all} findings mended": "{mended} af {all} fund er bragt i orden",
    "No move that was tried mends the others without a new error; see their remedies in `pejl check`.": (
        "Ingen flytning, der er prøvet, bringer resten i orden uden en ny fejl; se Afhjælp i `pejl check`."
    ),
    # The tightest value of a parameter
    "{title} ({parameter}): a design exists for every value tried, from {lowest} to {highest}": (
        "{title} ({parameter}): der findes et design for alle de værdier, der er prøvet, "
        "fra {lowest} til {highest}"
    ),
    "{title} ({parameter}): no design exists for any value tried, from {lowest} to {highest}": (
        "{title} ({parameter}): der findes intet design for nogen af de værdier, der er prøvet, "
        "fra {lowest} til {highest}"
    ),
    "{title} ({parameter}): nothing was found in the time": (
        "{title} ({parameter}): der blev ikke fundet noget i tide"
    ),
    "{title} ({parameter}): {value} {unit} is the tightest value for which a design exists; now {old}": (
        "{title} ({parameter}): {value} {unit} er den strammeste værdi, der findes et design for; nu {old}"
    ),
    "At {beyond} {unit} none exists; that is proven.": "Ved {beyond} {unit} findes der intet; det er bevist.",
    "At {beyond} {unit} none was found; that is not proven.": (
        "Ved {beyond} {unit} blev der ikke fundet noget; det er ikke bevist."
    ),
    "instead, the smallest change that mends findings: RULE, PRINCIPLE, ID, RULE:ID or all": (
        "i stedet den mindste ændring, der bringer fund i orden: REGEL, PRINCIP, ID, REGEL:ID eller all"
    ),
    "instead, the tightest value of a parameter for which a design exists": (
        "i stedet den strammeste værdi af en parameter, som der findes et design for"
    ),
    "tell what the answer and this design agree on, and the price of each difference": (
        "fortæl, hvad svaret og dette design er enige om, og hvad hver forskel koster"
    ),
    "A price is told in what is small first of all; what comes after that may be other, too.": (
        "En pris siges i det, der først og fremmest skal være mindst; det derefter kan også blive et andet."
    ),
    "--fix looks for itself what may change, and takes no --search": (
        "--fix finder selv ud af, hvad der må ændres, og tager ingen --search"
    ),
    "--fix, --relax and --all are different questions; ask one of them": (
        "--fix, --relax og --all er forskellige spørgsmål; stil ét af dem"
    ),
    "Designs that keep the principles, so far: {count}; there was no time to find all": (
        "Designs, der overholder principperne, indtil nu: {count}; der var ikke tid til at finde alle"
    ),
    # A single move that mends a finding
    "One move": "Flytning",
    "{move}; it breaks nothing new": "{move}; det bryder ikke andet",
    "{move}; but it would break {broken}": "{move}; men så brydes {broken}",
    "and {rest} more": "og {rest} mere",
    "the numbers that are to be small are too large to be added up exactly": (
        "de tal, der skal være mindst, er for store til at lægges sammen nøjagtigt"
    ),
    "Other violations of today that may stand: {count}; see `pejl check`.": (
        "Andre brud i dag, som må blive stående: {count}; se `pejl check`."
    ),
    "The search knows the rules and nothing else: people judge whether a change is wise.": (
        "Søgningen kender reglerne og intet andet: om en ændring er klog, afgør mennesker."
    ),
    "Asked of proposals only, and not answered by this one: {rules}.": (
        "Kræves kun af forslag, og dette svarer ikke på det: {rules}."
    ),
}
