"""`pejl report` and `pejl chart`: what they write, and what they refuse."""

from __future__ import annotations

import re
import shutil
import xml.dom.minidom
from pathlib import Path

import pytest

from pejl.engine.report.chart.formats import FORMATS as CHARTS
from pejl.engine.report.paper.formats import FORMATS, suffixes
from pejl.tests.cli.small_design import LEJRE, ROOT, Run

AS_OF = ("--as-of", "2014-04-02")
PROPOSAL = LEJRE / "proposal.yaml"
LARGE = ROOT / "designs" / "eksempelby" / "proposal.yaml"


def test_a_report_is_written_in_every_format_at_once(run: Run, tmp_path: Path) -> None:
    paths = [tmp_path / f"report{suffix}" for suffix in FORMATS]
    asked = [word for path in paths for word in ("-o", path)]
    result = run("report", PROPOSAL, *AS_OF, *asked)
    assert (result.exit_code, result.stdout) == (0, "")
    assert all(path.stat().st_size > 1000 for path in paths)


def test_the_papers_of_a_proposal_can_stand_beside_an_alternative(run: Run, tmp_path: Path) -> None:
    path, folder = tmp_path / "p.md", tmp_path / "lejre"
    shutil.copytree(PROPOSAL.parent, folder)
    text = (folder / "proposal.yaml").read_text(encoding="utf-8")
    assert "design: lejre-2014-forslag\n" in text
    other = folder / "other.yaml"
    other.write_text(text.replace("design: lejre-2014-forslag\n", "design: other\n"), encoding="utf-8")
    asked = ("report", folder / "proposal.yaml", *AS_OF, "--kind", "proposal", "-o", path)
    assert run(*asked, "--alternative", other).exit_code == 0
    assert "## Alternativer, der har været overvejet" in path.read_text(encoding="utf-8")
    for wrong in (folder / "proposal.yaml", folder / "as-is.yaml", LARGE):
        result = run(*asked, "--alternative", wrong, "--lang", "en")
        assert result.exit_code == 2
        assert "is not another proposal that is based on lejre-2014-as-is" in result.stderr


@pytest.mark.parametrize(
    "arguments, told",
    [
        (("-o", "x.txt"), "there are: .html .pdf"),
        ((), "-o"),
        (("--kind", "proposal", "-o", "x.json"), "there are: .html .pdf"),
        (("--alternative", "x.yaml", "-o", "x.md"), "goes with --kind proposal"),
        (("-o", "nowhere/x.md"), "cannot be written"),
        (("--rules", "nothing", "-o", "x.md"), "nothing"),
    ],
)
def test_what_cannot_be_reported_gives_exit_code_2_and_no_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("report", PROPOSAL, *arguments, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr and "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_design_that_is_no_proposal_has_no_papers_of_one(run: Run, tmp_path: Path) -> None:
    result = run(
        "report", LEJRE / "as-is.yaml", "--kind", "proposal", "-o", tmp_path / "x.md", "--lang", "en"
    )
    assert result.exit_code == 2
    assert "is not based on another" in result.stderr


def test_every_kind_says_in_which_formats_it_comes() -> None:
    assert set(suffixes("proposal")) < set(suffixes("compliance")) == set(FORMATS)


# Charts


@pytest.mark.parametrize("suffix", CHARTS)
def test_a_chart_holds_every_unit_with_what_changes(run: Run, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"c{suffix}"
    assert run("chart", PROPOSAL, *AS_OF, "--before-after", "-o", path).exit_code == 0
    if suffix in (".png", ".pptx"):
        assert path.stat().st_size > 10_000
        return
    text = path.read_text(encoding="utf-8")
    for word in ("Servicecenter Hvalsø", "nedlagt", "sammenlagt", "åbnet", "omdøbt", "Kommunaldirektør"):
        assert word in text


@pytest.mark.parametrize("suffix", [".svg", ".drawio"])
def test_a_drawing_is_sound_xml_and_no_two_boxes_lie_on_each_other(
    run: Run, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"c{suffix}"
    run("chart", LARGE, "--as-of", "2026-12-01", "-o", path)
    document = xml.dom.minidom.parse(str(path))
    if suffix == ".svg":
        pages = [[one for one in document.getElementsByTagName("rect") if one.hasAttribute("stroke")]]
    else:
        cells = [
            [one for one in page.getElementsByTagName("mxCell") if one.getAttribute("id").startswith("b")]
            for page in document.getElementsByTagName("diagram")
        ]
        pages = [[one.getElementsByTagName("mxGeometry")[0] for one in some] for some in cells]
        assert len(pages) > 1
    assert sum(map(len, pages)) >= 126
    for shapes in pages:
        names = ("x", "y", "width", "height")
        boxes = [tuple(float(one.getAttribute(name)) for name in names) for one in shapes]
        for at, (x, y, width, height) in enumerate(boxes):
            for left, top, wide, high in boxes[at + 1 :]:
                assert x + width <= left or left + wide <= x or y + height <= top or top + high <= y


@pytest.mark.parametrize("suffix", CHARTS)
def test_a_chain_of_very_many_units_is_cut_and_no_riddle(run: Run, tmp_path: Path, suffix: str) -> None:
    units = "".join(f"  u{at}: {{parent: {f'u{at - 1}' if at else 'none'}}}\n" for at in range(1200))
    (tmp_path / "d.yaml").write_text(f"design: d\nunits:\n{units}", encoding="utf-8")
    path = tmp_path / f"c{suffix}"
    assert run("chart", tmp_path / "d.yaml", "-o", path, "--lang", "en").exit_code == 0
    if suffix in (".svg", ".mmd"):
        assert "1140 units below" in path.read_text(encoding="utf-8").replace(",", "")


def test_a_chart_can_end_at_a_level_and_says_what_it_leaves_out(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "c.mmd"
    run("chart", LARGE, "--as-of", "2026-12-01", "--depth", 2, "-o", path, "--lang", "en")
    text = path.read_text(encoding="utf-8")
    folded = [int(n) for n in re.findall(r"#43; (\d+) units below", text)]
    assert sum(folded) + text.count('["') == 126


def test_a_chart_without_a_design_before_says_so(run: Run, tmp_path: Path) -> None:
    result = run("chart", LEJRE / "as-is.yaml", "--before-after", "-o", tmp_path / "c.svg", "--lang", "en")
    assert result.exit_code == 2
    assert "is not based on another" in result.stderr


def test_a_name_that_is_markup_stays_a_name(run: Run, here: Path) -> None:
    text = (here / "d.yaml").read_text(encoding="utf-8").replace("name: Unit A", "name: '</text><script>\"]'")
    (here / "d.yaml").write_text(text, encoding="utf-8")
    for suffix in CHARTS:
        if suffix not in (".png", ".pptx"):
            assert run("chart", "d.yaml", "-o", f"c{suffix}").exit_code == 0
            written = (here / f"c{suffix}").read_text(encoding="utf-8")
            assert "</text><script>" not in written or suffix == ".dot"
    xml.dom.minidom.parse(str(here / "c.svg"))
