"""`gen-explorer anomaly`: score pictures by how abnormal they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from gen_explorer.analysis.anomaly import BY_NAME, SCORES
from gen_explorer.analysis.problems import Problem, title_of
from gen_explorer.commands.shared import AsJson, err, out
from gen_explorer.commands.watched import watched
from gen_explorer.core.errors import Cancelled, UserError
from gen_explorer.core.translation import tr
from gen_explorer.data.corruption import Corruption

if TYPE_CHECKING:
    from gen_explorer.analysis.study import Study

THRESHOLDS = ("f1", "percentile", "cost")


def anomaly(
    model: Annotated[
        str | None, typer.Argument(help=tr("Id of a model, a bundle's folder, or a run's folder."))
    ] = None,
    data: Annotated[
        str | None,
        typer.Option(help=tr("Data set or folder of the normal pictures; the model's own.")),
    ] = None,
    normal: Annotated[
        str | None, typer.Option(help=tr("Normal classes, as in bag or coat+shirt; all others."))
    ] = None,
    abnormal: Annotated[
        str | None, typer.Option(help=tr("Abnormal classes, where not all others are."))
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(help=tr("Another data set or folder, whose pictures are abnormal.")),
    ] = None,
    damage: Annotated[
        list[str] | None,
        typer.Option(
            help=tr("KIND or KIND=AMOUNT: damaged copies of the normal pictures are abnormal.")
        ),
    ] = None,
    score: Annotated[
        list[str] | None,
        typer.Option(help=tr("Score to use; repeatable. All quick ones that the model has.")),
    ] = None,
    limit: Annotated[
        int, typer.Option(help=tr("Pictures of each group at most; 0 takes all."), min=0)
    ] = 0,
    whole: Annotated[
        bool, typer.Option("--whole", help=tr("Score the training pictures too."))
    ] = False,
    threshold: Annotated[
        str, typer.Option(help=tr("Where the line is drawn: f1, percentile, or cost."))
    ] = "f1",
    percentile: Annotated[
        float, typer.Option(help=tr("Share of the normal pictures below it."), min=0, max=1)
    ] = 0.95,
    alarm_cost: Annotated[float, typer.Option(help=tr("Cost of a false alarm."), min=0)] = 1.0,
    miss_cost: Annotated[float, typer.Option(help=tr("Cost of a miss."), min=0)] = 1.0,
    folder: Annotated[
        Path | None,
        typer.Option(help=tr("Score the pictures of this folder, whatever they are.")),
    ] = None,
    csv: Annotated[
        Path | None, typer.Option(help=tr("File for the score of every picture."))
    ] = None,
    benchmark: Annotated[
        str | None,
        typer.Option(help=tr("Train and test small models on every one-class problem of DATA.")),
    ] = None,
    seeds: Annotated[int, typer.Option(help=tr("Seeds of the benchmark."), min=1)] = 3,
    recipe: Annotated[
        list[str] | None,
        typer.Option(help=tr("What the benchmark trains: autoencoder or vae; repeatable.")),
    ] = None,
    target: Annotated[
        Path | None, typer.Option("--out", help=tr("Folder for the benchmark's table."))
    ] = None,
    list_scores: Annotated[
        bool, typer.Option("--scores", help=tr("List every score with its source, and end."))
    ] = False,
    threads: Annotated[int, typer.Option(help=tr("Processor threads; 0 takes all."), min=0)] = 0,
    as_json: AsJson = False,
) -> None:
    if list_scores:
        _print_scores()
        return
    if threshold not in THRESHOLDS:
        raise typer.BadParameter(
            tr("It is one of: {names}.").format(names=", ".join(THRESHOLDS)),
            param_hint="--threshold",
        )
    import torch

    if threads:
        torch.set_num_threads(threads)
    if benchmark is not None:
        _run_benchmark(benchmark, seeds, recipe or [], target, as_json)
        return
    if model is None:
        raise typer.BadParameter(tr("Name a model, or --benchmark DATA."))
    from gen_explorer.training.subject import open_subject

    subject = open_subject(model)
    subject.model.requires_grad_(False)
    problem = Problem(
        data or subject.dataset,
        _names(normal),
        _names(abnormal),
        against or "",
        tuple(_damage(text) for text in damage or []),
        limit,
        whole,
    )
    try:
        if folder is not None:
            _score_folder(subject, problem, folder, score, csv, as_json)
            return
        with watched(err, subject.name) as (progress, cancel):
            from gen_explorer.analysis.study import study

            used = score or _quick(subject.model)
            inverter = _inverter(used, cancel)
            made, _, _ = study(
                subject.model, subject.name, used, problem, inverter, progress, cancel
            )
    except Cancelled:
        err.print(tr("Stopped; nothing was written."))
        raise typer.Exit(130) from None
    found = _measured(made, threshold, percentile, alarm_cost, miss_cost)
    if csv is not None:
        _write_study(csv, made)
    if as_json:
        told = {"model": subject.name, "problem": _plain(made.problem), "scores": found}
        print(json.dumps(told, indent=2, ensure_ascii=False))  # noqa: T201
        return
    _print_study(made, found)
    if csv is not None:
        out.print(tr("Stored in {path}.").format(path=csv), highlight=False, soft_wrap=True)


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").replace(",", "+").split("+") if part.strip())


def _damage(text: str) -> Corruption:
    from gen_explorer.data.corruption import KINDS

    kind, _, amount = text.partition("=")
    known = KINDS.get(kind)
    try:
        return Corruption(kind, float(amount) if amount else known.default if known else 0.0)
    except ValueError:
        raise typer.BadParameter(
            tr("Write KIND=AMOUNT, like gaussian=0.3, not {text}.").format(text=text),
            param_hint="--damage",
        ) from None


def _quick(model: Any) -> list[str]:
    from gen_explorer.analysis.anomaly import offered
    from gen_explorer.analysis.detector import facts_of

    names = [name for name in offered(facts_of(model)) if not BY_NAME[name].limit]
    if not names:
        raise UserError(
            tr("Nothing that this model can do tells normal from abnormal."),
            tr("Choose another model; `gen-explorer anomaly --scores` says what each score needs."),
        )
    return names


def _inverter(names: list[str], cancel: Any) -> Any:
    if "anogan" not in names:
        return None
    from gen_explorer.engine.detection import inverter

    return inverter(cancel=cancel)


def _measured(
    made: Study, how: str, percentile: float, alarm: float, miss: float
) -> list[dict[str, Any]]:
    """What is said of every score, as plain values."""
    from gen_explorer.analysis.curves import areas
    from gen_explorer.analysis.thresholds import Ranking

    found = []
    for scored in made.scored:
        ranking = Ranking(scored.values, made.is_abnormal)
        if how == "f1":
            place = ranking.by_f1()
        elif how == "percentile":
            place = ranking.by_percentile(percentile)
        else:
            place = ranking.by_cost(alarm, miss)
        at, (roc, pr) = ranking.at(place), areas(scored.values, made.is_abnormal)
        found.append(
            {
                "score": scored.score,
                "source": BY_NAME[scored.score].source,
                "auroc": {"value": roc.value, "low": roc.low, "high": roc.high},
                "auprc": {"value": pr.value, "low": pr.low, "high": pr.high},
                "normal": len(ranking.normal),
                "abnormal": len(ranking.abnormal),
                "threshold": {
                    "rule": how,
                    "value": place,
                    "precision": at.precision,
                    "recall": at.recall,
                    "false_positive_rate": at.false_positive_rate,
                    "f1": at.f1,
                    "caught": at.caught,
                    "missed": at.missed,
                    "alarms": at.alarms,
                    "passed": at.passed,
                },
                "seconds": round(scored.seconds, 2),
            }
        )
    return found


def _plain(problem: Problem) -> dict[str, Any]:
    return {
        "title": title_of(problem),
        "data": problem.data,
        "normal": list(problem.normal),
        "abnormal": list(problem.abnormal),
        "against": problem.other,
        "damage": [{"kind": step.kind, "amount": step.amount} for step in problem.damage],
        "limit": problem.limit,
    }


def _print_study(made: Study, found: list[dict[str, Any]]) -> None:
    title = tr("{problem}: {normal} normal, {abnormal} abnormal pictures").format(
        problem=title_of(made.problem),
        normal=int((~made.is_abnormal).sum()),
        abnormal=int(made.is_abnormal.sum()),
    )
    table = Table(title=escape(title), title_justify="left", box=None, pad_edge=False)
    table.add_column(tr("score"), no_wrap=True)
    for heading in ("AUROC", "AUPRC"):
        table.add_column(heading, justify="right", no_wrap=True)
    for heading in (tr("threshold"), tr("precision"), tr("recall"), "FPR", "F1"):
        table.add_column(heading, justify="right")
    for one in found:
        areas = [f"{one[n]['value']:.4f} ± {_half(one[n]):.4f}" for n in ("auroc", "auprc")]
        at = one["threshold"]
        ratios = [f"{at[n]:.3f}" for n in ("precision", "recall", "false_positive_rate", "f1")]
        table.add_row(one["score"], *areas, f"{at['value']:.5g}", *ratios)
    out.print(table)
    out.print(tr("±: half a bootstrap interval of 95 %, 200 resamples."), style="dim")


def _half(area: dict[str, float]) -> float:
    return (area["high"] - area["low"]) / 2


def _print_scores() -> None:
    table = Table(box=None, pad_edge=False, show_lines=True)
    table.add_column(tr("score"), no_wrap=True)
    table.add_column(tr("what it says"))
    table.add_column(tr("source"), style="dim")
    for score in SCORES:
        table.add_row(score.name, escape(score.about()), escape(score.source))
    out.print(table)


def _write_study(path: Path, made: Study) -> None:
    """A row a picture: its group, its class, and every score."""
    kinds = [made.kinds[place] for place in made.kind_of]
    head = ["picture", "abnormal", "kind", *(scored.score for scored in made.scored)]
    rows = (
        [index, int(kind.is_abnormal), kind.name, *(f"{s.values[index]:.7g}" for s in made.scored)]
        for index, kind in enumerate(kinds)
    )
    _write_rows(path, head, rows)


def _write_rows(path: Path, head: list[str], rows: Any) -> None:
    import csv as tables

    from gen_explorer.core.files import replace_atomically

    def write(temporary: Path) -> None:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            table = tables.writer(file)
            table.writerow(head)
            table.writerows(rows)

    replace_atomically(path, write)


def _score_folder(
    subject: Any,
    problem: Problem,
    folder: Path,
    names: list[str] | None,
    csv: Path | None,
    as_json: bool,
) -> None:
    """Every picture of a folder, fitted to the normal classes of the model's data."""
    from gen_explorer.analysis import detector
    from gen_explorer.analysis.problems import normal_pictures
    from gen_explorer.data import folder as folders

    model = subject.model
    shape, used = model.image, names or _quick(model)
    with watched(err, subject.name) as (progress, cancel):
        detector.check(model, used)
        found = folders.load(folder, "all", shape.height, shape.channels, progress, cancel)
        train = (
            normal_pictures(problem, shape.height, shape.channels, cancel)
            if any(BY_NAME[name].is_fitted for name in used)
            else found
        )
        fitted = detector.fit(model, used, train, _inverter(used, cancel), progress, cancel)
        values = fitted.run(found, progress, cancel)
    rows = [
        {"picture": name, **{score: float(values[score][index]) for score in used}}
        for index, name in enumerate(found.names)
    ]
    if csv is not None:
        head = ["picture", *used]
        _write_rows(csv, head, ([r["picture"], *(f"{r[s]:.7g}" for s in used)] for r in rows))
        err.print(tr("Stored in {path}.").format(path=csv), highlight=False, soft_wrap=True)
    if as_json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))  # noqa: T201
    elif csv is None:
        print(",".join(["picture", *used]))  # noqa: T201
        for row in rows:
            cells = [f"{row[score]:.7g}" for score in used]
            print(",".join([str(row["picture"]), *cells]))  # noqa: T201


def _run_benchmark(
    data: str, seeds: int, recipes: list[str], target: Path | None, as_json: bool
) -> None:
    from gen_explorer.core.files import write_atomically
    from gen_explorer.training import one_class

    place = target or Path("benchmarks")
    file = place / f"one-class-{data}.json"
    used = recipes or [one_class.DEFAULT]
    words = [f"gen-explorer anomaly --benchmark {data} --seeds {seeds}"]
    words += [f"--recipe {name}" for name in recipes]
    try:
        with watched(err, data) as (progress, cancel):
            rows = one_class.run(data, seeds, used, file, progress, cancel)
    except Cancelled:
        err.print(
            tr("Stopped; the same command goes on with what {path} holds.").format(path=file),
            highlight=False,
        )
        raise typer.Exit(130) from None
    table = one_class.markdown(data, rows, " ".join(words))
    write_atomically(file.with_suffix(".md"), table)
    if as_json:
        print(file.read_text(encoding="utf-8"))  # noqa: T201
        return
    print(table)  # noqa: T201
    err.print(tr("Stored in {path}.").format(path=file.with_suffix(".md")), highlight=False)
