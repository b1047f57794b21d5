"""Command evaluate: how well extraction finds what people found."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from soegraph.cli.intake import STDIN, tell
from soegraph.cli.options import format_option, ontology_option, store_option
from soegraph.cli.output import Failure, notice, progress, write
from soegraph.evaluate import Annotated, Report, changes, read_annotated, report, run, tables
from soegraph.evaluate.claims import Claims, read_claims
from soegraph.evaluate.records import text_of
from soegraph.evaluate.relations import Relations, read_relations
from soegraph.evaluate.sources import FORMATS
from soegraph.loaders.encoding import decode
from soegraph.loaders.extract import extract_all
from soegraph.loaders.read import Unreadable
from soegraph.model import Claim
from soegraph.phrases import counted

_File = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--articles",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="The folder of the texts, if they do not lie beside the gold.",
)
@click.option(
    "--language",
    "languages",
    metavar="TAG",
    multiple=True,
    help="Only articles in this language; may be repeated.",
)
@click.option(
    "--claims",
    "claims_file",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Score these claims, in the lines of `soegraph extract`, instead of extracting; - is standard input.",
)
@click.option("--gold-format", type=click.Choice(FORMATS), help="The format of GOLD, if it cannot be told.")
@click.option(
    "--relations",
    "relations_file",
    type=_File,
    metavar="CSV",
    help="Which relations of another format are ours: relation,predicate[,inverse][,qualifiers].",
)
@format_option(("table", "json"), "table", "Figures for people, or all of it for programs.")
@click.option("--errors", is_flag=True, help="List what is missed, extra or wrong, with its sentence.")
@click.option(
    "--baseline", type=_File, metavar="JSON", help="Tell what has changed since this result of --format json."
)
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 1),
    metavar="F1",
    help="End with status 1 if the lenient F1 is lower.",
)
@ontology_option
@store_option()
def evaluate(
    gold: tuple[Path, ...],
    articles: Path | None,
    languages: tuple[str, ...],
    claims_file: str | None,
    gold_format: str | None,
    relations_file: Path | None,
    result_format: str,
    errors: bool,
    baseline: Path | None,
    fail_under: float | None,
) -> None:
    """Measure extraction against articles that people have annotated.

    GOLD is a folder of NAME.gold.json files, or single ones; the article is NAME.md (or .txt, .html) beside each.
    Files in the formats of KnowledgeNet and Text2KGBench are read with --relations.

    A claim counts if its relation, both ends and, for a post, the role are right; strictly, if all qualifiers
    are. A broken gold file is named at the end, and all others are counted.

    \b
    Examples:
      soegraph evaluate tests/gold --articles data/articles --language en
      soegraph evaluate my-articles --errors
      soegraph evaluate my-articles --format json > before.json
      soegraph evaluate my-articles --baseline before.json --fail-under 0.8
      soegraph evaluate my-articles --claims other-extractor.jsonl
    """
    before = report.read_report(baseline) if baseline else None
    work = _Work(languages)
    with progress("Reading annotations") as work.report:
        now = work.evaluate(work.read(gold, articles, gold_format, relations_file), claims_file)
    since = changes.changes(before, now) if before else None
    if result_format == "json":
        document = report.as_json(now) | ({"changes": changes.as_json(since)} if since else {})
        write(report.written(document))
    else:
        parts = [tables.summary(now), tables.errors(now) if errors else ""]
        write("\n".join(filter(None, [*parts, tables.changed(since, str(baseline)) if since else ""])))
    work.close(now, fail_under)


@dataclass(slots=True)
class _Work:
    """Reads, extracts, compares, and keeps account of what people should be told."""

    languages: tuple[str, ...]
    report: Callable[[str], None] = lambda _: None
    skipped: list[Unreadable] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    relations: Relations | None = None

    def read(
        self,
        gold: Sequence[Path],
        articles: Path | None,
        gold_format: str | None,
        relations_file: Path | None,
    ) -> list[Annotated]:
        """Read all annotated articles in the languages asked for.

        Raises:
            Failure: there are none.
        """
        self.relations = read_relations(relations_file) if relations_file else None
        found: list[Annotated] = []
        tags = [tag.split("-")[0].lower() for tag in self.languages]
        for one in read_annotated(gold, gold_format=gold_format, articles=articles, relations=self.relations):
            if isinstance(one, Unreadable):
                self.skipped.append(one)
            else:
                found.append(one)
        wanted = [one for one in found if not tags or one.language in tags]
        if not wanted:
            self._tell_skipped()
            raise Failure(_nothing(Counter(one.language for one in found), self.languages))
        return wanted

    def evaluate(self, annotated: Sequence[Annotated], claims_file: str | None) -> Report:
        """Score the claims of a file, or extract them first."""
        claims = self._extracted(annotated) if claims_file is None else self._given(claims_file, annotated)
        unmapped = self.relations.unmapped if self.relations else {}
        return run.evaluate(annotated, claims, skipped=self.skipped, unmapped=unmapped)

    def _extracted(self, annotated: Sequence[Annotated]) -> Iterator[Sequence[Claim]]:
        articles = [one.article for one in annotated]
        for number, extraction in enumerate(extract_all(articles), start=1):
            article = extraction.article
            self.report(f"Article {number} of {len(articles)}, {article.id}")
            self.notices += [*article.notices, *extraction.notices]
            yield extraction.claims

    def _given(self, claims_file: str, annotated: Sequence[Annotated]) -> list[Sequence[Claim]]:
        if claims_file == STDIN:
            claims = read_claims(decode(sys.stdin.buffer.read()), "standard input")
        else:
            claims = read_claims(text_of(Path(claims_file)), claims_file)
        self.skipped += claims.broken
        self._tell_strangers(claims, {one.article.id for one in annotated})
        return [claims.by_article.get(one.article.id, ()) for one in annotated]

    def _tell_strangers(self, claims: Claims, ids: set[str]) -> None:
        """Tell of claims whose article nobody has annotated.

        Raises:
            Failure: all are such, so that the ids do not fit together.
        """
        strangers = [name for name in claims.by_article if name not in ids]
        if strangers and len(strangers) == len(claims.by_article):
            theirs, ours = repr(strangers[0]), repr(min(ids))
            raise Failure(f"no claim is of an annotated article: claims name {theirs}, the gold {ours}")
        tell(f"{name}: claims left out, for the article is not evaluated" for name in strangers)

    def close(self, report: Report, fail_under: float | None) -> None:
        """Tell what was left out.

        Raises:
            Failure: something was, or F1 is under the threshold.
        """
        tell(self.notices)
        if self.relations and self.relations.unused:
            notice(f"no file has the relations {', '.join(self.relations.unused)} of --relations")
        self._tell_skipped()
        f1, failures = report.scores.lenient.f1, []
        if self.skipped:
            failures.append(
                f"{counted(len(self.skipped), 'record')} left out, see above; all others are counted"
            )
        if fail_under is not None and f1 < fail_under:
            failures.append(f"F1 is {f1:.4f}, under {fail_under}")
        if failures:
            raise Failure("; ".join(failures))

    def _tell_skipped(self) -> None:
        for file in self.skipped:
            notice(f"{file.path}: {file.reason}")


def _nothing(languages: Counter[str], wanted: Sequence[str]) -> str:
    """Say why there is no article to evaluate."""
    if not languages:
        return "no annotated article could be read: nothing is evaluated"
    there = ", ".join(f"{language} {number}" for language, number in sorted(languages.items()))
    return f"no annotated article in {' or '.join(wanted)}: there are {there}"
