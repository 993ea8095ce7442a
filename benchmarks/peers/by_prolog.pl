% SWI-Prolog, with the rules of prolog_rules.pl.
%
%     swipl -O benchmarks/peers/by_prolog.pl FOLDER OUT RUNS [kept]
%
% It reads the tables itself, one fact for each row or item of a list, the key first. Prolog builds an index
% when a rule first asks for it; the facts are read anew for each evaluation, so that each builds its own,
% unless they are to be kept.

:- use_module(library(readutil)).
:- dynamic position/1, reports/3, holds/4, task/1, responsible/2, needs/2.
:- initialization(main, main).
:- include(prolog_rules).

main([Folder, Out, Runs|Kept]) :-
    get_time(Began), load(Folder), get_time(Ready), Prepare is Ready - Began,
    atom_number(Runs, N),
    findall(Time-Found, ( between(1, N, Run), anew(Run, Kept, Folder), timed(Time, Found) ), Timed),
    pairs_keys_values(Timed, Times, [Found|_]),
    findall(Pair, (member(R-E, Found), format(string(Pair), "[\"~w\", \"~w\"]", [R, E])), Pairs),
    atomic_list_concat(Times, ', ', AllTimes), atomic_list_concat(Pairs, ', ', AllPairs),
    setup_call_cleanup(
        open(Out, write, Stream),
        format(Stream, "{\"prepare\": ~w, \"evaluate\": [~w], \"findings\": [~w]}", [Prepare, AllTimes, AllPairs]),
        close(Stream)).

load(Folder) :-
    forall(table(Fact), retractall(Fact)),
    directory_file_path(Folder, 'positions.csv', Positions), rows(Positions, position_row),
    directory_file_path(Folder, 'tasks.csv', Tasks), rows(Tasks, task_row).

table(Fact) :-
    member(Fact, [position(_), reports(_, _, _), holds(_, _, _, _), task(_), responsible(_, _), needs(_, _)]).

anew(1, _, _) :- !.
anew(_, [kept], _) :- !.
anew(_, _, Folder) :- load(Folder).

timed(Time, Found) :- get_time(From), findings(Found), get_time(To), Time is To - From.

findings(Found) :- findall(Rule-Entity, finding(Rule, Entity), All), sort(All, Found).

rows(File, Goal) :-
    setup_call_cleanup(
        open(File, read, In, [encoding(utf8)]),
        ( read_line_to_string(In, _), repeat, read_line_to_string(In, Line),
          (   Line == end_of_file -> !
          ;   split_string(Line, ";", "", Cells), once(call(Goal, Cells)), fail
          )
        ),
        close(In)).

position_row([Id, _, InUnit, Superior, _, Number, Professions]) :-
    atom_string(P, Id), atom_string(U, InUnit), atom_string(M, Superior), number_string(H, Number),
    assertz(position(P)),
    (   M == none -> true ; assertz(reports(M, P, H)) ),
    forall(item(Professions, C), assertz(holds(U, C, P, H))).

task_row([Id, _, Responsible, Needs]) :-
    atom_string(T, Id), assertz(task(T)),
    forall(item(Responsible, U), assertz(responsible(T, U))),
    forall(item(Needs, N), assertz(needs(T, N))).

item(Cell, Item) :- Cell \== "none", split_string(Cell, "|", "", Items), member(Text, Items), atom_string(Item, Text).
