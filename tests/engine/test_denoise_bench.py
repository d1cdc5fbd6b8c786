"""How soon a picture comes back mended."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from gen_explorer.cli import app
from gen_explorer.engine import denoise_bench


def test_every_quick_way_is_measured() -> None:
    report = denoise_bench.run(["fashion-vae", "fashion-dcgan"], requests=5)
    assert [row.method for row in report.rows] == ["fashion-vae/mean", "fashion-vae/samples"]
    for row in report.rows:
        assert 0 < row.median_ms <= row.p99_ms
        assert row.cpu_ms > 0
    assert "fashion-vae/samples" in report.to_text()


def test_the_command_prints_json(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(denoise_bench, "REQUESTS", 3)
    done = CliRunner().invoke(app, ["bench", "--denoising", "fashion-autoencoder", "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)["denoising"]
    assert [row["method"] for row in told["rows"]] == ["fashion-autoencoder/reconstruct"]
    assert told["requests"] == 3
