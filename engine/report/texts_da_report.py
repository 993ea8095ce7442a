"""What reports say, in Danish; see `texts`."""

from __future__ import annotations

REPORT = {
    # The command
    "Write a report: what an auditor signs, or what a proposal sends to hearing.": (
        "Skriv en rapport: det, en revisor skriver under på, eller det, et forslag sender i høring."
    ),
    "compliance: principle by principle, for audit; proposal: the papers of a hearing": (
        "compliance: princip for princip, til revision; proposal: høringsmateriale"
    ),
    "the file to write; its ending says the format: {known}": (
        "filen, der skrives; endelsen siger formatet: {known}"
    ),
    "another proposal that was considered, to stand beside this one": (
        "et andet forslag, der har været overvejet, og som skal stå ved siden af"
    ),
    "show what may tell of a single person, such as the cost of a post": (
        "vis det, der kan fortælle noget om en enkelt person, f.eks. udgiften til en stilling"
    ),
    "{file} does not end like a format; there are: {known}": (
        "{file} har ikke en endelse, der siger et format; der er: {known}"
    ),
    "--alternative goes with --kind proposal": "--alternative hører til --kind proposal",
    "Draw the organisation chart of a design, with findings and changes marked.": (
        "Tegn et designs organisationsdiagram, med fund og ændringer markeret."
    ),
    "the design that a proposal is based on too, with what changes": (
        "også det design, et forslag bygger på, med det, der ændres"
    ),
    "how many levels are drawn; all if left out": "hvor mange niveauer der tegnes; alle, når det ikke står",
    "leave out --before-after": "udelad --before-after",
    "OSCAL assessment results, for governance and audit tools": (
        "OSCAL-vurderingsresultater, til værktøjer for styring og revision"
    ),
    "Rule packs: {packs}": "Regelsæt: {packs}",
    # Evidence packs
    "also write all that went in with the result, so that anybody can make the check again": (
        "skriv også alt, der gik ind, med resultatet, så enhver kan lave tjekket igen"
    ),
    "Make the check of an evidence pack again, and say whether the result is the same.": (
        "Lav tjekket i en dokumentationspakke igen, og sig, om resultatet er det samme."
    ),
    "{file} is not an evidence pack": "{file} er ikke en dokumentationspakke",
    "write one with `pejl check --pack`": "skriv en med `pejl check --pack`",
    "{file}: its manifest says that Pejl {engine} made it, and its result says Pejl {made}": (
        "{file}: manifestet siger, at pakken er lavet af Pejl {engine}, og resultatet siger Pejl {made}"
    ),
    "… (cut)": "… (afkortet)",
    "{file}: not as the manifest says: {names}": "{file}: ikke, som manifestet siger: {names}",
    "{file} unpacks to more than {most} bytes": "{file} fylder mere end {most} byte udpakket",
    "{file}: {name} would lie outside of the pack": "{file}: {name} ville ligge uden for pakken",
    "{file} has no manifest of an evidence pack": "{file} har ikke en dokumentationspakkes manifest",
    "The same, byte for byte: {design} as of {as_of}, by Pejl {now}.": (
        "Det samme, byte for byte: {design} pr. {as_of}, med Pejl {now}."
    ),
    "Not the same: {design} as of {as_of}, by Pejl {then} then and {now} now; from line {line} on.": (
        "Ikke det samme: {design} pr. {as_of}, med Pejl {then} da og {now} nu; fra linje {line}."
    ),
    # Charts
    "a picture needs the extra `pdf`": "et billede kræver tilføjelsen `pdf`",
    "pip install 'pejl[pdf]', or write .svg": "pip install 'pejl[pdf]', eller skriv .svg",
    "PowerPoint needs the extra `office`": "PowerPoint kræver tilføjelsen `office`",
    "pip install 'pejl[office]', or write .drawio": "pip install 'pejl[office]', eller skriv .drawio",
    "{fte} FTE": "{fte} årsværk",
    "{heads} staff": "{heads} ansatte",
    "span {span}": "spænd {span}",
    "+ {count} units below": "+ {count} enheder under",
    "+ {count} unit below": "+ {count} enhed under",
    "✗ {count} of them with errors": "✗ {count} af dem med fejl",
    "▲ {count} of them with warnings": "▲ {count} af dem med advarsler",
    "→ {count} of them changed": "→ {count} af dem ændret",
    "✗ it has errors": "✗ den har fejl",
    "▲ it has warnings": "▲ den har advarsler",
    "→ it is changed": "→ den er ændret",
    "merged into {units}": "lagt sammen til {units}",
    "merged from {units}": "sammenlagt af {units}",
    "merged with {units}": "sammenlagt med {units}",
    "split into {units}": "delt i {units}",
    "split from {units}": "udskilt fra {units}",
    "{unit}, continued": "{unit}, fortsat",
    "{caption}: as a list": "{caption}: som liste",
    # Front and summary
    "Compliance report: {design}": "Overholdelse af principper: {design}",
    "Design": "Design",
    "Compared with": "Sammenlignet med",
    "Rule packs": "Regelsæt",
    "As of": "Pr.",
    "Made with": "Lavet med",
    "Input": "Grundlag",
    "Summary": "Resumé",
    "Nothing was checked: no rule found anything to look at.": (
        "Intet er efterprøvet: ingen regel fandt noget at se på."
    ),
    "Violations that waivers permit: {count}.": "Brud, som dispensationer tillader: {count}.",
    "Verdicts that cannot be made with the data given: {open}.": (
        "Spørgsmål, der ikke kan afgøres med de oplysninger, der er givet: {open}."
    ),
    "Verdicts that cannot be made with the data given: {open}, {hard} of them on what must hold.": (
        "Spørgsmål, der ikke kan afgøres med de oplysninger, der er givet: {open}, heraf {hard} om noget, "
        "der skal være opfyldt."
    ),
    "Principles ({principles} in all): {parts}.": "Principper ({principles} i alt): {parts}.",
    "{count} not followed": "{count} er ikke overholdt",
    "{count} cannot be decided": "{count} kan ikke afgøres",
    "{count} broken with permission": "{count} er brudt med dispensation",
    "{count} followed by the judgement of a human": "{count} er overholdt efter et menneskes vurdering",
    "{count} followed": "{count} er overholdt",
    "{count} not relevant here": "{count} er uden relevans her",
    "{count} with nothing to check": "{count} har intet at tjekke",
    "{count} without a rule": "{count} har ingen regel",
    "No violation is found.": "Der er ikke fundet brud.",
    "Violations: {told}.": "Brud: {told}.",
    "Faults of waivers and attestations themselves: {count}": (
        "Fejl ved dispensationer og attestationer selv: {count}"
    ),
    "The rows do not add up to the totals above: a rule that serves several principles is counted at "
    "each of them, and one that serves none is counted at none.": (
        "Rækkerne giver ikke tallene ovenfor, når de lægges sammen: En regel, der tjener flere principper, "
        "er talt med ved dem alle, og en regel uden et princip er ikke talt med ved noget."
    ),
    "The design has nothing that the rule is about, or nothing earlier to compare with.": (
        "Designet har intet, som reglen handler om, eller intet tidligere at sammenligne med."
    ),
    "No rule asks for the principle, so it was not checked at all.": (
        "Ingen regel spørger efter princippet, så det er slet ikke tjekket."
    ),
    "cannot be decided: {title}": "kan ikke afgøres: {title}",
    "attested: {title}": "attesteret: {title}",
    "Faults of waivers and attestations": "Fejl ved dispensationer og attestationer",
    "The design follows all that was checked.": "Designet følger alt det, der er efterprøvet.",
    "Verdicts by the severity of the rules": "Afgørelser efter reglernes alvor",
    "Verdicts by where the rules come from": "Afgørelser efter, hvor reglerne kommer fra",
    "The principles, one by one": "Principperne et for et",
    "What the outcomes mean": "Hvad udfaldene betyder",
    "means": "betyder",
    "The rule holds, whatever is unknown turns out to be.": (
        "Reglen er opfyldt, uanset hvad det ukendte viser sig at være."
    ),
    "The rule does not hold, whatever is unknown turns out to be.": (
        "Reglen er ikke opfyldt, uanset hvad det ukendte viser sig at være."
    ),
    "Whether the rule holds turns on data that nobody has given; the data are named.": (
        "Om reglen er opfyldt, afhænger af oplysninger, ingen har givet; de er nævnt."
    ),
    "The rule does not hold, and a decision permits it for a time and up to a limit.": (
        "Reglen er ikke opfyldt, og en beslutning tillader det for en tid og indtil en grænse."
    ),
    "A human has judged it and answers for it; the program has not tried it.": (
        "Et menneske har vurderet det og står inde for det; programmet har ikke efterprøvet det."
    ),
    "The rule is not about this entity.": "Reglen handler ikke om denne enhed, stilling eller opgave.",
    "Who may rely on the report, and for what": "Hvem der kan støtte sig til rapporten, og til hvad",
    "Those who lead the municipality, those who are heard and its auditor may rely on that. It takes the "
    "place of nobody's own judgement, and is no advice on law.": (
        "Det kan kommunens ledelse, de, der høres, og revisionen støtte sig til. Rapporten træder ikke i "
        "stedet for nogens egen vurdering og er ikke juridisk rådgivning."
    ),
    "The report says whether the design, as it is written in the files named above, follows the rules as "
    "they are written. Whoever gives the same version of Pejl the same files under the names that they have "
    "in this report, and asks for the same report as of the same day, gets the same bytes. It does not say "
    "whether the files are true, whether the rules say all that the principles mean, or whether the design "
    "is carried out.": (
        "Rapporten siger, om designet, som det står i filerne ovenfor, følger reglerne, som de er skrevet. "
        "Den, der giver den samme version af Pejl de samme filer under de navne, de har i rapporten, og "
        "beder om den samme rapport pr. samme dag, får præcis det samme. Den siger ikke, om filerne er "
        "rigtige, om reglerne siger alt det, principperne mener, eller om designet er ført ud i livet."
    ),
    "Not checked, or taken as it is:": "Ikke efterprøvet, eller taget for givet:",
    "verdicts turn on data that are not given.": "spørgsmål afhænger af oplysninger, der ikke er givet.",
    "verdicts are the judgement of a human, which was taken as it is.": (
        "spørgsmål er vurderet af et menneske, og vurderingen er taget for givet."
    ),
    "violations are permitted by waivers.": "brud er tilladt ved dispensation.",
    "principles have no rule, and were not checked at all.": (
        "principper har ingen regel og er slet ikke efterprøvet."
    ),
    "rules found nothing to check.": "regler fandt intet at tjekke.",
    "rules compare with an earlier design, and there was none.": (
        "regler sammenligner med et tidligere design, og der var intet."
    ),
    "rules may be about more than is listed in the design.": (
        "regler handler måske om mere end det, der står i designet."
    ),
    "values are assumed or unknown.": "værdier er antaget eller ukendte.",
    # Principle by principle
    "Criterion": "Kriterium",
    "Source": "Kilde",
    "Outcome": "Udfald",
    "Verdicts": "Afgørelser",
    "Rules that serve no principle": "Regler uden et princip",
    "{rule}, {outcome}: {count}": "{rule}, {outcome}: {count}",
    "{rule}: the observations stand at": "{rule}: observationerne står ved",
    "observation": "observation",
    "missing data": "manglende oplysninger",
    "place": "sted",
    "Risk": "Risiko",
    "Recommendation": "Anbefaling",
    "A single move that mends it": "En enkelt flytning, der bringer det i orden",
    "Answer of the management": "Ledelsens svar",
    # Registers
    "Register of waivers": "Register over dispensationer",
    "Waivers": "Dispensationer",
    "Register of attestations": "Register over attestationer",
    "Judged by humans": "Vurderet af mennesker",
    "Undecidable, and the data that would decide it": "Det uafgjorte, og hvad der ville afgøre det",
    "What is missing is named at each principle. Here it stands together, what decides most first.": (
        "Det, der mangler, står ved hvert princip. Her står det samlet, det, der afgør mest, først."
    ),
    "Missing data": "Manglende oplysninger",
    "decides alone": "afgør alene",
    "verdicts waiting": "venter på det",
    "Assumptions and unknown values": "Antagelser og ukendte værdier",
    "Values that no source gives": "Værdier, ingen kilde giver",
    "parameter": "parameter",
    "Principles without a rule": "Principper uden en regel",
    "Rules that did not look at anything: {count}": "Regler, der ikke så på noget: {count}",
    "there is no earlier design to compare with": "der er intet tidligere design at sammenligne med",
    "there is nothing that it is about": "der er intet, den handler om",
    # Appendices
    "Appendix: the rules": "Bilag: reglerne",
    "Appendix: what went in": "Bilag: det, der gik ind",
    "why": "hvorfor",
    "a human judges": "et menneske vurderer",
    "written in": "skrevet i",
    "… and {rest} more: Excel has all, `pejl explain {rule} ID DESIGN` tells of each": (
        "… og {rest} mere: Excel har dem alle, `pejl explain {rule} ID DESIGN` fortæller om hver"
    ),
    "Files": "Filer",
    "bytes": "byte",
    "rule pack {pack}: {count} files": "regelsættet {pack}: {count} filer",
    "Files of the rule packs": "Regelsættenes filer",
    "The files of the rule packs, one by one": "Regelsættenes filer en for en",
    "{count} parts": "{count} dele",
    # The papers of a proposal
    "Proposal": "Forslag",
    "Changes it makes": "Ændringer",
    "Municipality": "Kommune",
    "Takes effect": "Træder i kraft",
    "{moved} of {all} tasks get another responsible unit.": (
        "{moved} af {all} opgaver får en anden ansvarlig enhed."
    ),
    "gets a unit": "får en enhed",
    "not settled": "ikke afklaret",
    "Organisation charts": "Organisationsdiagrammer",
    "Before": "Før",
    "After": "Efter",
    "Task distribution": "Opgavefordeling",
    "The smallest repair": "Den mindste udbedring",
    "Errors that can be mended without a new one: {mended} of {all}. Changes it takes: {changes}.": (
        "Fejl, der kan bringes i orden uden en ny: {mended} af {all}. Ændringer, det kræver: {changes}."
    ),
    "Errors that nobody can decide any more": "Fejl, ingen længere kan afgøre",
    "?: broken today; after the changes nobody can say, for what decides it is not known.": (
        "?: brudt i dag; efter ændringerne kan ingen sige det, for det, der afgør det, er ikke kendt."
    ),
    "Only what lies near the errors was free to change, and what is unknown stayed unknown.": (
        "Kun det, der ligger nær fejlene, måtte ændres, og det ukendte forblev ukendt."
    ),
    "New warnings: {rules}.": "Nye advarsler: {rules}.",
    "New: {count}.": "Nye: {count}.",
    "No longer there: {count}.": "Bortfaldet: {count}.",
    "Based on": "Bygger på",
    "people": "ansatte",
    "between {first} and {last}": "mellem {first} og {last}",
    "nobody is known to be responsible": "ingen ansvarlig er kendt",
    "the head is not known": "lederen er ikke kendt",
    "the unit is not known": "enheden er ikke kendt",
    "the superior is not known": "lederen er ikke kendt",
    "the day is not known": "dagen er ikke kendt",
    "{other} is not another proposal that is based on {base}": (
        "{other} er ikke et andet forslag, der bygger på {base}"
    ),
    "Errors that stay": "Fejl, der bliver stående",
    "also search for the smallest change that mends every error": (
        "søg også efter den mindste ændring, der bringer alle fejl i orden"
    ),
    "--repair goes with --kind compliance": "--repair bruges sammen med --kind compliance",
    "All tasks: {count}": "Alle opgaver: {count}",
    "new": "ny",
    "no longer": "bortfalder",
    "moves": "flytter",
    "as before": "som før",
    "Staff": "Medarbejdere",
    "not shown": "vises ikke",
    "(not shown)": "(vises ikke)",
    "not shown: could tell a salary": "vises ikke: kan røbe en løn",
    "Carrying it out": "Gennemførelse",
    "Time and process": "Tid og proces",
    "date": "dato",
    "kind": "art",
    "Actions": "Indsatser",
    "action": "indsats",
    "starts": "begynder",
    "ends": "slutter",
    "criterion": "kriterium",
    "Essential changes of posts: {count}": "Væsentlige stillingsændringer: {count}",
    "notified": "varslet",
    "posts": "stillinger",
    "Still to be settled: {count}": "Mangler at blive afklaret: {count}",
    "Alternatives considered": "Alternativer, der har været overvejet",
    "The proposals beside each other": "Forslagene ved siden af hinanden",
    "proposal": "forslag",
    "tasks moved": "opgaver, der flytter",
    "units that are other": "enheder, der ændres",
    "violations": "brud",
    "Principles in short": "Principperne kort",
    "write the compliance report of it": "skriv rapporten om overholdelse for det",
    "part": "del",
    "About": "Om",
    "source": "kilde",
    "Findings": "Fund",
    "Rules": "Regler",
    "Ledger": "Ændringer, linje for linje",
    "Excel needs the extra `office`": "Excel kræver tilføjelsen `office`",
    "pip install 'pejl[office]', or write .csv": "pip install 'pejl[office]', eller skriv .csv",
    "Word needs the extra `office`": "Word kræver tilføjelsen `office`",
    "pip install 'pejl[office]', or write .html": "pip install 'pejl[office]', eller skriv .html",
    "Organisation chart: {title}": "Organisationsdiagram: {title}",
    "PDF needs the extra `pdf`": "PDF kræver tilføjelsen `pdf`",
    "pip install 'pejl[pdf]', or write .html and print it": (
        "pip install 'pejl[pdf]', eller skriv .html og udskriv den"
    ),
}
