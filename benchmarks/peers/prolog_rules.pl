% The four rules in Prolog.

widest(15).
smallest(2).

finding('one-responsible-unit', T) :- task(T), \+ one(T).
finding('span-of-control', M) :-
    position(M), once(reports(M, _, _)),
    aggregate_all(sum(H), reports(M, _, H), S), widest(W), S > W.
finding('needs-covered', T) :- task(T), once(( needs(T, N), \+ covered(T, N) )).
finding('minimum-environment', P) :-
    holds(U, C, P, _), aggregate_all(sum(H), holds(U, C, _, H), S), smallest(L), S < L.

one(T) :- responsible(T, U), \+ ( responsible(T, V), V \== U ).

covered(T, N) :- responsible(T, U), holds(U, N, _, _).
