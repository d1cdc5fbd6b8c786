from __future__ import annotations

import json

from typer.testing import CliRunner

from gen_explorer.cli import app
from gen_explorer.training import history_bench


def test_what_is_measured() -> None:
    report = history_bench.run(500)
    assert report.lines == 500
    assert report.bytes > 500 * 300
    assert min(report.read, report.view, report.judge, report.tensorboard) > 0
    assert "500" in report.to_text()


def test_the_command() -> None:
    said = CliRunner().invoke(app, ["bench", "--history", "50", "--json"])
    assert said.exit_code == 0, said.output
    assert json.loads(said.stdout)["history"]["lines"] == 50
