"""What has changed since the release before: its triples, the patch, and what people are told."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from soegraph import names
from soegraph.errors import SettingError, StoreError
from soegraph.graph import Graph, layers
from soegraph.model import Extraction
from soegraph.publish.release import Options, publish, tree
from soegraph.publish.release.census import Census, Counting
from soegraph.publish.release.changes import changes, compare, notes
from soegraph.publish.release.changes.merged import in_step
from soegraph.publish.release.changes.patch import patch_id
from soegraph.publish.release.describe import Edition
from soegraph.publish.release.gather import FACTS, Node
from soegraph.publish.release.packed import stated
from soegraph.store import OxigraphStore, open_store

from ...conftest import flattened
from ...graph.made import article, company, foundation, person, said
from .conftest import unpacked

PROLOGUE = names.PROLOGUE + "".join(
    f"PREFIX {kind}: <{names.thing(kind, '')}>\n"
    for kind in ("fact", "organisation", "person", "place", "role", "site", "stake", "tenure")
)
Told = Callable[[str, str], list[str]]
LABELS = """
  organisation:bao skos:prefLabel "包钢"@zh-hans , "Baogang"@en . organisation:ore skos:prefLabel "Ore Co."@en .
  person:li skos:prefLabel "Li Qi"@en . role:chair skos:prefLabel "chair"@en .
  soe:subsidiaryOf skos:prefLabel "subsidiary of"@en . soe:Tenure skos:prefLabel "tenure"@en .
  soe:Stake skos:prefLabel "stake"@en . soe:inForceBy skos:prefLabel "in force by"@en .
  soe:inOfficeBy skos:prefLabel "in office by"@en . soe:confidence skos:prefLabel "confidence"@en .
  soe:ticker skos:prefLabel "ticker"@en . soe:Mine skos:prefLabel "mine"@en ."""


def stating(root: Path, text: str) -> Path:
    """Write a folder with no more of a release than what it states, given as Turtle."""
    quads = parse(f"{PROLOGUE}{LABELS}{text}", format=RdfFormat.TURTLE)
    (root / tree.STATED).parent.mkdir(parents=True)
    lines = sorted({f"{quad.triple} .\n" for quad in quads})
    (root / tree.STATED).write_bytes(gzip.compress("".join(lines).encode()))
    return root


def counted(root: Path) -> Census:
    """Count what such a folder states."""
    counting = Counting(root / "objects")
    for subject, lines in groupby(stated(root), key=lambda line: line.partition(" ")[0]):
        counting.visit(Node(subject, {FACTS: [line.partition(" ")[2] for line in lines]}))
    return counting.census()


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Return the function that gives the lines of CHANGES.md for what one release and the next state."""

    def lines(before: str, after: str) -> list[str]:
        old, new = stating(tmp_path / "old", before), stating(tmp_path / "new", after)
        edition = Edition("1.1.0", "", "1.0.0")
        found = compare(new, old, edition, counted(new), 10)
        return "".join(changes(edition, found)).splitlines()

    return lines


@pytest.fixture(scope="session")
def later_quads(fixture_quads: list[Quad]) -> list[Quad]:
    """Return the small graph after a tenure has gone, a fact has another confidence and a name was replaced."""
    gone = names.thing("tenure", "meng-fanying.baogang-group.chair")
    kept = [quad for quad in fixture_quads if quad.subject != NamedNode(gone)]
    text = f"""{PROLOGUE}
    GRAPH {layers.facts()} {{ fact:seat soe:confidence 0.97 . stake:new a soe:Stake ; soe:percent 12 ;
      soe:owner organisation:sasac ; soe:owned organisation:huamei-rare-earth ; soe:publisherCount 1 . }}
    GRAPH {layers.curation()} {{ organisation:hua-mei dcterms:isReplacedBy organisation:huamei-rare-earth . }}"""
    changed = NamedNode(names.thing("fact", "seat")), NamedNode(names.SOE + "confidence")
    kept = [quad for quad in kept if (quad.subject, quad.predicate) != changed]
    return flattened(
        [q for q in kept if isinstance(q.graph_name, NamedNode)] + list(parse(text, format=RdfFormat.TRIG))
    )


@pytest.fixture(scope="session")
def later(tmp_path_factory: pytest.TempPathFactory, release: Path, later_quads: list[Quad]) -> Path:
    """Return the folder of the release that follows that of the small graph; nothing writes to it."""
    store = OxigraphStore()
    store.extend(later_quads)
    out = tmp_path_factory.mktemp("later") / "soegraph-1.3.0"
    publish(store, out, Options("1.3.0", previous=release, allow_shrink=True))
    return out


def comm(folder: Path, columns: str, *sides: bytes) -> bytes:
    """Return what `comm` says of two sorted files."""
    for name, content in zip("ab", sides, strict=True):
        (folder / name).write_bytes(content)
    command = ["comm", "--check-order", columns, str(folder / "a"), str(folder / "b")]
    run = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "LC_ALL": "C"})
    return run.stdout


@pytest.mark.skipif(not shutil.which("comm"), reason="needs comm (coreutils)")
def test_old_without_removed_and_with_added_is_new(release: Path, later: Path, tmp_path: Path) -> None:
    old, new = unpacked(release / tree.STATED), unpacked(later / tree.STATED)
    added, removed = unpacked(later / tree.ADDED), unpacked(later / tree.REMOVED)
    assert added
    assert removed
    assert comm(tmp_path, "-23", old, new) == removed
    assert comm(tmp_path, "-13", old, new) == added
    kept = comm(tmp_path, "-23", old, removed)
    assert comm(tmp_path, "-12", kept, added) == b""
    assert b"".join(sorted([*kept.splitlines(True), *added.splitlines(True)])) == new


def patched(root: Path) -> list[str]:
    return unpacked(root / tree.PATCH).decode().splitlines()


def test_patch_removes_what_was_removed_and_then_adds(later: Path) -> None:
    assert patched(later) == [
        f"H id <{patch_id('1.3.0')}> .",
        f"H prev <{patch_id('1.2.0')}> .",
        "TX .",
        *(f"D {line}" for line in unpacked(later / tree.REMOVED).decode().splitlines()),
        *(f"A {line}" for line in unpacked(later / tree.ADDED).decode().splitlines()),
        "TC .",
    ]


def test_rdflib_makes_the_new_release_from_the_old_one_and_the_patch(release: Path, later: Path) -> None:
    dataset = rdflib.Dataset()
    dataset.default_graph.parse(data=unpacked(release / tree.STATED), format="nt")
    dataset.parse(data=unpacked(later / tree.PATCH).decode(), format="patch")
    expected = rdflib.Graph().parse(data=unpacked(later / tree.STATED), format="nt")
    assert set(dataset.default_graph) == set(expected)


def test_files_of_changes_are_described_and_summed(later: Path) -> None:
    dcat = (later / "dcat.ttl").read_text("utf-8")
    sums = (later / tree.SUMS).read_text("utf-8")
    for path in (tree.ADDED, tree.REMOVED, tree.PATCH):
        assert f"{tree.address('1.3.0', path)}" in dcat
        assert f"  {path}\n" in sums
    assert "application/rdf-patch" in dcat


def test_the_same_graph_has_not_changed(tmp_path: Path, release: Path, fixture_store: OxigraphStore) -> None:
    publish(fixture_store, tmp_path / "out", Options("1.2.1", previous=release))
    assert unpacked(tmp_path / "out" / tree.ADDED) == unpacked(tmp_path / "out" / tree.REMOVED) == b""
    text = (tmp_path / "out" / "CHANGES.md").read_text("utf-8")
    assert "Compared with 1.2.0: 0 triples added, 0 removed" in text
    assert "#" not in text.partition("\n")[2]


def test_the_first_release_has_no_changes(release: Path) -> None:
    assert not (release / "changes").exists()
    assert "compared with no earlier one" in (release / "CHANGES.md").read_text("utf-8")


def test_seed_language_and_zone_do_not_change_the_bytes(
    release: Path, later: Path, later_quads: list[Quad], tmp_path: Path
) -> None:
    with closing(open_store(tmp_path / "store")) as store:
        store.extend(later_quads)
        store.flush()
    options = ("--release", "1.3.0", "--previous", release, "--allow-shrink", "--no-check")
    arguments = ("publish", tmp_path / "out", *options, "--store", tmp_path / "store")
    command = [sys.executable, "-m", "soegraph", *map(str, arguments)]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Auckland"}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert (tmp_path / "out" / tree.SUMS).read_bytes() == (later / tree.SUMS).read_bytes()


CHAIR = """ tenure:t a soe:Tenure ; org:member person:li ; org:organization organisation:bao ; org:role role:chair ;
  soe:publisherCount {sources} ; soe:confidence {confidence} ; prov:wasDerivedFrom <x:{sources}> """


def test_a_fact_that_came_or_went_is_told_with_its_dates_and_sources(told: Told) -> None:
    chair = CHAIR.format(sources=2, confidence=0.9) + '; soe:startedOn "2024-05"^^xsd:gYearMonth .'
    stake = """ stake:s a soe:Stake ; soe:owner organisation:bao ; soe:owned organisation:ore ; soe:percent 51.5 ;
      soe:publisherCount 1 ; soe:inForceBy "2020"^^xsd:gYear ; soe:lastInForce "2020"^^xsd:gYear ."""
    found = told(stake, chair)
    assert "- **+** Li Qi: chair of Baogang, from 2024-05 (2 sources)" in found
    assert "- **−** Baogang: 51.5 % of Ore Co., in force 2020 (1 source)" in found
    assert found.index("### stake") < found.index("### tenure")


def test_a_fact_is_told_with_its_relation(told: Told) -> None:
    fact = """ fact:f a soe:Fact ; rdf:subject organisation:ore ; rdf:predicate soe:subsidiaryOf ;
      rdf:object organisation:bao ; soe:publisherCount 1 ; soe:inForceBy "2020"^^xsd:gYear ."""
    assert "- **+** Ore Co.: subsidiary of Baogang, in force by 2020 (1 source)" in told("", fact)


def test_a_fact_that_changed_is_told_with_what_changed(told: Told) -> None:
    before = CHAIR.format(sources=1, confidence=0.8) + '; soe:inOfficeBy "2024"^^xsd:gYear .'
    after = CHAIR.format(sources=3, confidence=0.95) + '; soe:startedOn "2023"^^xsd:gYear .'
    assert (
        "- **~** Li Qi: chair of Baogang — from 2023 (new); in office by 2024 withdrawn; confidence 0.95, before 0.8;"
        " 3 sources, before 1"
    ) in told(before, after)


def test_facts_that_rest_on_other_claims_are_counted(told: Told) -> None:
    before = CHAIR.format(sources=1, confidence=0.8)
    found = told(f"{before} .", f"{before} , <x:other> .")
    assert "Facts that say the same and rest on other claims than before: 1." in found
    assert not [line for line in found if line.startswith("- **")]


def test_a_post_is_told_once(told: Told) -> None:
    fact = """ fact:f a soe:Fact ; rdf:subject person:li ; rdf:predicate soe:holdsPost ;
      rdf:object organisation:bao ."""
    found = told("", f"{CHAIR.format(sources=1, confidence=0.8)} . {fact}")
    assert [line for line in found if "Li Qi" in line] == ["- **+** Li Qi: chair of Baogang (1 source)"]


def test_things_are_told_by_kind_and_changes_of_their_own(told: Told) -> None:
    before = ' organisation:ore soe:ticker "1" ; soe:subsidiaryOf organisation:bao .'
    after = ' organisation:ore soe:ticker "2" . site:m a soe:Mine ; skos:prefLabel "North *Pit*"@en .'
    found = told(before, after)
    assert "- **~** Ore Co. — ticker 2, before 1" in found
    assert r"- **+** North \*Pit\* (mine)" in found
    assert found.index("### organisation") < found.index("### site")


def test_a_thing_that_has_gone_keeps_its_name_and_one_of_two_of_a_name_has_its_slug(told: Told) -> None:
    found = told(' person:li-2 a soe:Person ; skos:prefLabel "Li Qi"@en .', " person:li a soe:Person .")
    assert r"- **−** Li Qi (li-2) (soe:Person)" in found
    assert "- **~** Li Qi (li) — kind soe:Person (new)" in found


def test_a_replaced_name_is_told_as_such_and_not_as_lost(told: Told) -> None:
    before = ' organisation:o a soe:Enterprise ; skos:prefLabel "Ore"@en .'
    found = told(before, " organisation:o dcterms:isReplacedBy organisation:ore .")
    assert "- **+** `organisation/o` → `organisation/ore` (Ore Co.)" in found
    assert "## Things" not in found


def test_links_that_break_are_counted(told: Told) -> None:
    found = told(" site:a a soe:Mine . site:b a soe:Mine .", " site:c a soe:Mine .")
    assert "Things that have gone with no name in their place, so that links to them break: 2." in found


def test_articles_and_judgements_are_told_with_who_and_when(told: Told) -> None:
    text = """ <{base}article/{name}> a soe:Article ; dcterms:title "A *new* chair"@en ; soe:textHash "{hash}" ;
      soe:publisherName "Daily" ; schema:datePublished "2026-02"^^xsd:gYearMonth .
      <{base}judgement/{name}> a soe:Judgement ; skos:prefLabel "reject: a rumour"@en ; soe:judgedBy "Zhang San" ;
      soe:judgedOn "2026-02-03"^^xsd:date ; soe:reason "denied since" . """
    base = names.thing("", "").removesuffix("/")
    old, changed, new = (text.format(base=base, name=each[0], hash=each) for each in ("a1", "a2", "b1"))
    found = told(old, changed + new)
    assert r"- **+** A \*new\* chair (b) (Daily, 2026-02)" in found
    assert r"- **~** A \*new\* chair (a) — text" in found
    assert "- **+** reject: a rumour (Zhang San, 2026-02-03, denied since)" in found


def test_terms_of_the_ontology_are_told(told: Told) -> None:
    before = " soe:Old a owl:Class . soe:kept a owl:ObjectProperty ."
    after = " soe:New a owl:Class . soe:kept a owl:ObjectProperty ; owl:deprecated true ."
    found = told(before, after)
    assert "- **+** `soe:New` (owl:Class)" in found
    assert "- **−** `soe:Old` (owl:Class)" in found
    assert "- **~** `soe:kept` — owl:deprecated" in found


def test_long_lists_are_cut_with_a_count_and_keep_what_many_tell(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes, "MOST", 3)
    facts = "".join(
        f""" fact:f{n:02d} a soe:Fact ; rdf:subject person:li ; rdf:predicate soe:attends ;
        rdf:object "meeting {n}" ; soe:publisherCount {1 + (n > 17)} ."""
        for n in range(20)
    )
    found = [line for line in told("", facts) if line.startswith("- **+**")]
    assert len(found) == 4
    assert sum("(2 sources)" in line for line in found) == 2
    assert found[-1] == "- **+** and 17 more"


def test_numbers_are_told_with_those_before(told: Told) -> None:
    found = told(" site:a a soe:Mine .", " site:a a soe:Mine . site:b a soe:Mine .")
    assert "| class | `soe:Mine` | mine | 1 | 2 |" in found


MINES = "".join(f" site:m{n:02d} a soe:Mine ." for n in range(20))


@pytest.mark.parametrize(
    ("left", "alarms"), [(18, []), (17, ["- class soe:Mine: 17, before 20 (15 % fewer)"])]
)
def test_a_class_that_shrinks_too_much_gives_an_alarm(told: Told, left: int, alarms: list[str]) -> None:
    kept = ".".join(MINES.split(".")[:left])
    found = told(MINES, f"{kept} .")
    assert [line for line in found if line.startswith("- class")] == alarms
    assert ("## Alarms" in found) == bool(alarms)


def without(quads: list[Quad], word: str) -> OxigraphStore:
    store = OxigraphStore()
    store.extend(quad for quad in quads if word not in str(quad))
    return store


def test_a_release_that_shrank_needs_a_word(release: Path, tmp_path: Path, fixture_quads: list[Quad]) -> None:
    store = without(fixture_quads, "id/tenure/li-xiao.baogang")
    with pytest.raises(StoreError, match=r"class soe:Tenure: \d+, before \d+ .*[\s\S]*--allow-shrink"):
        publish(store, tmp_path / "out", Options("1.3.0", previous=release))
    assert list(tmp_path.iterdir()) == []
    publish(store, tmp_path / "out", Options("1.3.0", previous=release, max_shrink=90))
    assert "## Alarms" not in (tmp_path / "out" / "CHANGES.md").read_text("utf-8")
    warned: list[str] = []
    publish(
        store, tmp_path / "out", Options("1.3.0", previous=release, allow_shrink=True), warn=warned.append
    )
    text = (tmp_path / "out" / "CHANGES.md").read_text("utf-8")
    assert any(line.startswith("class soe:Tenure: ") for line in warned)
    assert all(f"- {line}" in text.replace("\\", "") for line in warned)


@pytest.mark.parametrize("version", ["1.2.0", "1.1.9", "0.9.0"])
def test_a_release_follows_an_earlier_one(
    tmp_path: Path, release: Path, fixture_store: OxigraphStore, version: str
) -> None:
    with pytest.raises(SettingError, match=rf"holds release 1\.2\.0, which {version} cannot follow"):
        publish(fixture_store, tmp_path / "out", Options(version, previous=release))


def damaged(release: Path, folder: Path, content: bytes) -> Path:
    folder.mkdir()
    shutil.copy(release / tree.CATALOGUE, folder)
    (folder / tree.STATED).write_bytes(content)
    return folder


def test_a_damaged_release_before_is_named(
    tmp_path: Path, release: Path, fixture_store: OxigraphStore
) -> None:
    whole = (release / tree.STATED).read_bytes()
    turned = b"".join(reversed(gzip.decompress(whole).splitlines(True)))
    for number, content in enumerate((whole[:-20], gzip.compress(turned), b"no gzip")):
        before = damaged(release, tmp_path / f"before-{number}", content)
        with pytest.raises(
            StoreError, match=r"all\.nt\.gz (is damaged|cannot be read)[\s\S]*get the release again"
        ):
            publish(fixture_store, tmp_path / "out", Options("1.3.0", previous=before))


LINES = st.sets(st.from_regex(r"<[ab]{1,2}> <p> (<[ab]>|\"[ab]?\"(@en|@en-gb)?)", fullmatch=True))


@given(LINES, LINES)
def test_what_was_added_and_removed_is_the_difference(before: set[str], after: set[str]) -> None:
    found = list(in_step(sorted(before), sorted(after)))
    removed, added = (
        [line for each in found for line in getattr(each, side)] for side in ("removed", "added")
    )
    assert (removed, added) == (sorted(before - after), sorted(after - before))
    assert sorted(f"{line} .\n" for line in before) == [f"{line} .\n" for line in sorted(before)]


def test_memory_does_not_grow_with_the_releases() -> None:
    def lines(number: int, every: int) -> Iterator[str]:
        return (f"<s:{n:07d}> <p> <o>" for n in range(0, number, every))

    def peak(number: int) -> int:
        tracemalloc.start()
        assert sum(each.before != each.after for each in in_step(lines(number, 2), lines(number, 3))) > 0
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(60_000) < 50_000


LI, QIAN = person("li", "Li Xiao"), person("qian", "Qian Duo")
BAOGANG, MINE = company("baogang", "Baogang Group"), company("mine", "Baogang Mining")
FIRST = article("first", said(LI, "holdsPost", BAOGANG, role="chair"), said(MINE, "subsidiaryOf", BAOGANG))
SECOND = article("second", said(QIAN, "holdsPost", MINE, role="chair"), publisher="Weekly")
THIRD = article(
    "third",
    said(LI, "holdsPost", BAOGANG, role="chair"),
    said(MINE, "holdsStakeIn", BAOGANG, percent="5"),
    publisher="Monthly",
    published="2025-03",
)


def published(out: Path, options: Options, *extractions: Extraction) -> set[Triple]:
    store = OxigraphStore()
    Graph(store, foundation()).load(extractions)
    publish(store, out, options)
    return {quad.triple for quad in parse(unpacked(out / tree.STATED), format=RdfFormat.N_TRIPLES)}


def test_one_more_article_changes_its_own_lines_and_what_is_computed_from_them(tmp_path: Path) -> None:
    published(tmp_path / "old", Options("1.0.0"), FIRST, SECOND)
    options = Options("1.1.0", previous=tmp_path / "old")
    stated = published(tmp_path / "new", options, FIRST, SECOND, THIRD)

    def leading(predicate: str, *targets: object) -> set[object]:
        return {t.subject for t in stated if t.predicate.value.endswith(predicate) and t.object in targets}

    added = NamedNode(names.thing("article", "third"))
    own = leading("wasQuotedFrom", added)
    computed = leading("wasDerivedFrom", *own)
    spoken_of = {NamedNode(each.iri) for each in (LI, MINE, BAOGANG)}
    lines = {
        name: [quad.triple for quad in parse(unpacked(tmp_path / "new" / path), format=RdfFormat.N_TRIPLES)]
        for name, path in (("added", tree.ADDED), ("removed", tree.REMOVED))
    }
    assert {triple.subject for triple in lines["added"]} <= {added, *own, *computed, *spoken_of}
    assert {triple.subject for triple in lines["removed"]} <= computed
    assert {added, *own} <= {triple.subject for triple in lines["added"]}
    plain = [t for t in lines["added"] if t.subject in spoken_of]
    assert [t.predicate.value for t in plain] == [names.SOE + "holdsStakeIn"]
    text = (tmp_path / "new" / "CHANGES.md").read_text("utf-8")
    assert "Qian" not in text
    assert "2 sources, before 1" in text
