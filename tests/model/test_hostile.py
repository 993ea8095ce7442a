"""What must not get in: personal data, and files made to exhaust the machine. Refused quickly, and told."""

from __future__ import annotations

import time

import pytest

from pejl.engine.errors import PejlError, Problems
from pejl.engine.model.load import load_design
from pejl.engine.model.personal import cpr_numbers, mask
from pejl.engine.model.source import parse_yaml

CPR = "this looks like a CPR number (ddmmyy-****)"
BARE = "0101900118"  # satisfies modulus 11


def told_quickly(text: str) -> list[str]:
    problems = Problems()
    began = time.process_time()
    parse_yaml(text, "f.yaml", problems)
    assert time.process_time() - began < 2
    return [problem.message for problem in problems.found]


def test_a_billion_laughs_are_refused_quickly() -> None:
    text = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
    text += "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    assert told_quickly(text) == ["the file holds more than 1000000 values"]


@pytest.mark.parametrize("text", ["[" * 500_000, "a: {" * 200_000, "- " * 500_000, "? " * 200_000])
def test_deep_nesting_is_refused_quickly(text: str) -> None:
    assert told_quickly(text) == ["lists and mappings are nested more than 60 deep"]


def test_sixty_levels_are_deep_enough() -> None:
    assert told_quickly("[" * 60 + "]" * 60) == []


def test_a_flat_list_of_millions_is_refused() -> None:
    problems = Problems()
    parse_yaml("[" + "a," * 1_100_000 + "]", "f.yaml", problems)
    assert [problem.message for problem in problems.found] == ["the file holds more than 1000000 values"]


def test_a_large_file_is_refused_unread(folder) -> None:
    assert folder.told("a" * 20_000_001) == [("the file is larger than 20 MB", 0, 0)]


def test_a_device_is_not_read() -> None:
    with pytest.raises(PejlError, match="this is not a file"):
        load_design("/dev/zero")


def test_a_long_circle_is_found_quickly(folder) -> None:
    rows = "".join(f"u{n},u{(n + 1) % 50_000}\n" for n in range(50_000))
    folder.write("u.csv", "id,parent\n" + rows)
    began = time.process_time()
    told = folder.told("design: d\nunits: u.csv\n")
    assert len(told) == 1 and time.process_time() - began < 3


def test_many_equal_mistakes_are_not_told_a_million_times(folder) -> None:
    folder.write("p.csv", "id;fte\n" + "".join(f"p{n};x\n" for n in range(10_000)))
    assert len(folder.told("design: d\npositions: p.csv\n")) == 20


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("010190-1234", True),
        ("010190 1234", True),
        ("310199-0000", True),
        ("610190-1234", True),
        ("910199-1234", True),
        (BARE, True),
        ("010190\u20131234", True),
        ("010190\u20111234", True),
        ("010190\xa01234", True),
        ("010190 - 1234", True),
        ("010190 \u2013 1234", True),
        ("\uff10\uff11\uff10\uff11\uff19\uff10-\uff11\uff12\uff13\uff14", True),
        ("010190  1234", True),
        ("010190 -- 1234", False),
        ("0101900119", False),  # fails modulus 11
        ("320190-1234", False),
        ("600190-1234", False),
        ("011390-1234", False),
        ("010090-1234", False),
        ("1010190-1234", False),
        ("010190-12345", False),
        ("2014-05-01", False),
        ("12 34 56 78", False),
    ],
)
def test_what_looks_like_a_cpr_number(text: str, found: bool) -> None:
    for around in ("{}", "x{}x", "({})", "cpr:{}", "{}."):
        assert bool(list(cpr_numbers(around.format(text)))) is found, around


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("design: d\n# afløser 010190-1234\n", 2, 11),
        ("design: d\nunits: {a: {name: 'Ib 010190 1234'}}\n", 2, 23),
        (f"design: d\nunits: {{a: {{contact: {BARE}}}}}\n", 2, 22),
        ("design: d\nunits: {010190-1234: {}}\n", 2, 9),
        ("design: d\nunits: {a: {parent: 010190-1234}}\n", 2, 21),
        ("design: d\npositions: {a: {fte: 010190-1234}}\n", 2, 22),
    ],
)
def test_a_cpr_number_is_refused_wherever_it_stands_and_never_repeated(folder, text, line, column) -> None:
    problems = folder.problems(text)
    assert (CPR, line, column) in [(p.message, p.place.line, p.place.column) for p in problems]
    assert not any("1234" in str(problem) or BARE in str(problem) for problem in problems)


def test_ten_digits_in_a_number_field_are_an_amount(folder) -> None:
    amount = "2412000008"
    assert list(cpr_numbers(amount)) and folder.load(f"design: d\nunits: {{a: {{budget: {amount}}}}}\n")
    folder.write("u.csv", f"id;budget\na;{amount}\n")
    assert folder.load("design: d\nunits: u.csv\n")


def test_a_cpr_number_in_a_table_file_is_told_with_row_and_column(folder) -> None:
    folder.write("u.csv", "id;name\na;x\nb;Ib 010190-1234\n")
    assert (CPR, 3, 3) in folder.told("design: d\nunits: u.csv\n")
    folder.write("u.csv", "id;name\na;x\n010190-1234;y\n")
    assert (CPR, 3, 1) in folder.told("design: d\nunits: u.csv\n")


def test_a_cpr_number_in_a_file_of_waivers_is_refused(folder) -> None:
    folder.write("w.yaml", f"# {BARE}\nwaivers: {{}}\n")
    assert folder.told("design: d\nwaivers: [w.yaml]\n") == [(CPR, 1, 3)]


@pytest.mark.parametrize(
    "before", ["sag ", "Sag: ", "sagsnr. ", "sagsnr.: ", "j.nr. ", "J.nr ", "journalnr ", "se j.nr."]
)
def test_the_number_of_a_case_is_no_cpr_number(before: str) -> None:
    assert not list(cpr_numbers(f"{before}010190-1234")) and not list(cpr_numbers(f"x {before}{BARE}"))


@pytest.mark.parametrize(
    "identifier",
    ["ab010190-1234-4f2c-8d1e-0123456789ab", "7d5cdeec-8333-46e9-8a69-b0101901234a", "f" * 22 + "0101901234"],
)
def test_digits_within_a_uuid_or_a_digest_are_no_cpr_number(identifier: str) -> None:
    for around in ("{}", "x {} y", "{}|{}", "(" + "a" * 2_000 + " {})"):
        assert not list(cpr_numbers(around.format(identifier, identifier))), around
    assert list(cpr_numbers(identifier + " 010190-1234"))


def test_digits_in_what_is_not_quite_a_uuid_are_a_cpr_number() -> None:
    assert list(cpr_numbers("xy010190-1234-4f2c-8d1e-0123456789ab"))


@pytest.mark.parametrize("before", ["besag ", "sag om ", "cpr ", "nr. ", "sag\n"])
def test_a_number_that_only_stands_near_the_word_for_a_case_is_a_cpr_number(before: str) -> None:
    assert list(cpr_numbers(f"{before}010190-1234")) and list(
        cpr_numbers("x" * 2_000 + before + "010190 – 1234")
    )


def test_a_spaced_number_is_masked_to_its_end() -> None:
    assert mask("Ib 010190 \u2013 1234, 12") == "Ib ****** \u2013 ****, 12"


def test_masking_leaves_the_rest_of_a_text() -> None:
    assert mask("'Ib 010190-1234' x 12") == "'Ib ******-****' x 12"
