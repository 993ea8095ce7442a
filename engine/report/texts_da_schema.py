"""Danish for the page that shows the design schema."""

from __future__ import annotations

SCHEMA: dict[str, str] = {
    "The design schema": "Skema for et design",
    "This page is printed by {command}.": "Siden er skrevet af {command}.",
    "Header": "Hoved",
    "Tables": "Tabeller",
    "field": "felt",
    "key": "nøgle",
    "Danish": "dansk",
    "English": "engelsk",
    "holds": "indhold",
    "way back": "vejen tilbage",
    "in rules also": "i regler også",
    "gives": "giver",
    "{table} whose {field} it is": "{table}, som har den i {field}",
    "all above by {field}, nearest first": "alle over den ad {field}, nærmeste først",
    "itself, then all above by {field}": "den selv og så alle over den ad {field}",
    "all below by {field}": "alle under den ad {field}",
    "itself, then all below by {field}": "den selv og så alle under den ad {field}",
    "the topmost above by {field}, or itself": "den øverste over den ad {field}, eller den selv",
    "how many are above by {field}": "hvor mange der er over den ad {field}",
    "The design itself; only in rules.": "Designet selv; kun i regler.",
    "Beside the operation may stand:": "Ved siden af må stå:",
    "What `move` holds:": "Indholdet af `move`:",
    "What each new unit of `split` may hold, beside the fields of a unit:": (
        "Hvad hver ny enhed i `split` må have ud over en enheds felter:"
    ),
    "{holds}; required": "{holds}; skal være der",
    "many {table}": "flere {table}",
    "one of {table}": "en af {table}",
    "true or false": "true eller false",
    "a text like {example}": "en tekst som {example}",
    "from 0": "fra 0",
    "in steps of {step}": "i trin på {step}",
    "FTE": "årsværk",
    "days": "dage",
    "year": "år",
    "a text, or texts by language": "en tekst eller tekster efter sprog",
    "rows by table and id": "rækker efter tabel og id",
    "ids by table": "id'er efter tabel",
    "{one}, or {other}": "{one} eller {other}",
    "a list of changes": "en liste af ændringer",
    "a list of {what}": "en liste af {what}",
    "search": "søgning",
    "decide-search": "decide-search",
    "minimise": "minimise",
    "A relation that a search may decide, or which entities it may open and close.": (
        "En relation, som en søgning må ændre, eller hvilke rækker den må åbne og nedlægge."
    ),
    "Something that a search makes as small as it can.": "Noget, en søgning gør så lille som muligt.",
    "What a search may decide, and what is to be small.": (
        "Hvad en søgning må ændre, og hvad der skal være mindst af."
    ),
    "the keys below": "nøglerne nedenfor",
    "value": "værdi",
    "a {what} for each table and field": "{what} til hver tabel og hvert felt",
    "a {what} for each id": "{what} til hvert id",
    "a row of {table} for each id": "en række i {table} til hvert id",
    "a text for each id": "en tekst til hvert id",
    "only the design schema is printed as markdown": "kun skemaet for et design kan skrives som markdown",
    # What tables and forms are for
    (
        "Beside its fields, a row may have `unknown`: those of its lists that hold more than is written. In "
        "rules, every entity also has `id`, and `before`: itself in the design that a proposal is based on."
    ): (
        "Ud over sine felter må en række have `unknown`: de af dens lister, der rummer mere end det skrevne. "
        "I regler har alt også `id` og `before`: det samme i det design, som et forslag bygger på."
    ),
    "A part of the organisation that people and tasks can be placed in.": (
        "En del af organisationen, som medarbejdere og opgaver kan placeres i."
    ),
    "A post, not a person: it may be vacant, temporary, or hold several people (`heads`).": (
        "En stilling, ikke en person: den må være ledig, midlertidig eller dække flere (`heads`)."
    ),
    "Something the organisation does, and which units have which role in it.": (
        "Noget, organisationen gør, og hvilke enheder der har hvilken rolle i det."
    ),
    "A political committee and who serves it.": "Et politisk udvalg, og hvem der betjener det.",
    "A kind of decision and who holds the right to take it.": (
        "En slags beslutning, og hvem der har ret til at træffe den."
    ),
    "The steps that a citizen goes through, in order.": "De trin, en borger kommer igennem, i rækkefølge.",
    "A temporary effort that is to be anchored in the base organisation.": (
        "En midlertidig indsats, der skal forankres i basisorganisationen."
    ),
    "People who meet across the line; never a replacement of it.": (
        "Medarbejdere, der mødes på tværs af linjen; aldrig i stedet for den."
    ),
    "A management group, MED committee, steering group or council.": (
        "En ledergruppe, et MED-udvalg, en styregruppe eller et råd."
    ),
    "Two tasks that must work together, and what has been agreed about it.": (
        "To opgaver, der skal spille sammen, og hvad der er aftalt om det."
    ),
    "A place where people work.": "Et sted, hvor der arbejdes.",
    "Money of one kind in one year; lines that are excepted stand outside the cost frame.": (
        "Penge af én art i ét år; undtagne linjer står uden for rammen."
    ),
    "Something dated in a process: heard, informed, decided, effective, due.": (
        "Noget med en dato i en proces: hørt, informeret, besluttet, i kraft, frist."
    ),
    "What a human has judged and answers for, where a rule only can ask.": (
        "Hvad et menneske har vurderet og står inde for, hvor en regel kun kan spørge."
    ),
    "The days a week that a shared position works for a unit, and who disposes of them.": (
        "De dage om ugen, en delt stilling arbejder for en enhed, og hvem der råder over dem."
    ),
    "A trial, plan or effort that turns a principle into practice.": (
        "En prøvehandling, plan eller indsats, der omsætter et princip til praksis."
    ),
    "A standing place for dialogue between politicians, employees, citizens and others.": (
        "Et fast sted for dialog mellem politikere, medarbejdere, borgere og andre."
    ),
    "What a design or proposal says of itself; its tables stand beside these keys.": (
        "Hvad et design eller et forslag siger om sig selv; tabellerne står ved siden af."
    ),
    "A dated, owned and limited permission to violate a rule.": (
        "En tilladelse til at bryde en regel, med dato, ansvarlig og grænse."
    ),
    "A contradiction or an ambiguity that the author has written down.": (
        "En modsigelse eller uklarhed, som forfatteren har skrevet ned."
    ),
    "A field that a design or pack adds to a table.": (
        "Et felt, som et design eller et regelsæt føjer til en tabel."
    ),
    "One step from the design that a proposal is based on; the first key names the operation.": (
        "Ét skridt fra det design, et forslag bygger på; den første nøgle er, hvad der sker."
    ),
}
