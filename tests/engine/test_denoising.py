"""The denoising bench's work, with models and without."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from gen_explorer.analysis import classical
from gen_explorer.analysis.denoising import psnr
from gen_explorer.checkpoints.bundle import find
from gen_explorer.checkpoints.card import read_card
from gen_explorer.cli import app
from gen_explorer.core.errors import UserError
from gen_explorer.data import images
from gen_explorer.data.corruption import Corruption, corrupt
from gen_explorer.engine import denoise_folder, denoising
from gen_explorer.engine.denoising import Looks, Scene
from gen_explorer.engine.methods import CLASSICAL, Method, methods_of

NOISE = (Corruption("gaussian", 0.3, 5),)


@pytest.fixture
def picture() -> np.ndarray:
    """A bright shirt-like block on black (28, 28, 1)."""
    made = np.zeros((28, 28, 1), np.uint8)
    made[4:25, 7:21] = 170
    made[4:14, 3:7] = made[4:14, 21:25] = 150
    return made


def method(name: str, way: str) -> Method:
    path = find(name)
    return next(m for m in methods_of(path, read_card(path)) if m.way == way)


def scene(picture: np.ndarray, *methods: Method, dataset: str = "", number: int = 3) -> Scene:
    return Scene(picture, number, NOISE, methods, dataset)


def test_the_damaged_picture_is_that_of_the_corruption(picture: np.ndarray) -> None:
    made = denoising.damage(scene(picture))
    (look,) = made.looks
    whole = (picture[None] / 255).astype(np.float32)
    worse = corrupt(whole, NOISE, first=3)
    assert look.key == "damaged"
    assert look.psnr == pytest.approx(psnr(worse, whole)[0])
    levels = images.packed_to_bytes(look.pixels)[..., :1] / 255
    np.testing.assert_allclose(levels, worse[0], atol=0.5 / 255 + 1e-6)
    assert look.residual.shape == look.similarity.shape == (28, 28)
    assert made.missing == 0


def test_methods_come_one_by_one_and_together(picture: np.ndarray) -> None:
    parts: list[Looks] = []
    wanted = (method("fashion-denoising-autoencoder", "denoise"), CLASSICAL[0])
    made = denoising.restore(scene(picture, *wanted))
    denoising.restore_in_parts(scene(picture, *wanted), parts.append)
    keys = ["fashion-denoising-autoencoder/denoise", "median"]
    assert [part.looks[0].key for part in parts] == keys
    assert [look.key for look in made.looks] == keys
    damaged = denoising.damage(made.scene).looks[0]
    denoised, median = made.looks
    assert denoised.psnr > damaged.psnr
    assert denoised.milliseconds > 0
    assert median.settings == "3 x 3"
    assert not median.is_tuned


def test_a_model_of_another_shape_says_so(picture: np.ndarray) -> None:
    with pytest.raises(UserError, match="64 × 64 × 3"):
        denoising.restore(scene(picture, method("rooms-dcgan", "project")))


def test_tuning_is_kept_and_stands_in_for_amounts_nearby(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = np.zeros((8, 8, 1), np.uint8)
    small[2:6, 2:6] = 255
    asked = Scene(small, 0, NOISE, CLASSICAL[:2], "digits")
    assert denoising.tune(asked)
    looks = denoising.restore(asked).looks
    assert all(look.is_tuned for look in looks)
    train = denoising._training_pictures("digits", denoising.LIVE_TUNED_ON, 8, 1)
    assert train is not None
    best = classical.tune("median", corrupt(train, NOISE), train)
    assert looks[0].settings == classical.in_words("median", best)
    near = Scene(small, 0, (Corruption("gaussian", 0.31),), CLASSICAL[:1], "digits")
    look = denoising.restore(near).looks[0]
    assert not look.is_tuned
    assert look.settings == looks[0].settings
    other_seed = Scene(small, 0, (Corruption("gaussian", 0.3, 9),), CLASSICAL[:1], "digits")
    assert denoising.restore(other_seed).looks[0].is_tuned
    assert not denoising.tune(Scene(small, 0, NOISE, CLASSICAL, "not-here"))


def test_a_sweep_over_test_pictures() -> None:
    made = denoising.sweep(
        CLASSICAL[:2], "digits", (Corruption("salt-pepper", 0.1),), 0, (0.1, 0.4), (8, 8, 1), 20
    )
    assert [curve.key for curve in made.curves] == ["damaged", "median", "total-variation"]
    assert made.count == 20
    assert made.tuned_on == denoising.SWEEP_TUNED_ON
    assert made.curves[1].psnr[1] > made.curves[0].psnr[1]
    assert "digits" in made.markdown()
    with pytest.raises(UserError, match="not on this machine"):
        denoising.sweep(CLASSICAL, "not-here", NOISE, 0, (0.1,), (8, 8, 1))
    with pytest.raises(UserError, match="cannot have the amount"):
        denoising.sweep(CLASSICAL, "digits", NOISE, 0, (7.0,), (8, 8, 1))


def test_a_path_in_a_card_is_not_followed(tmp_path: Path) -> None:
    assert denoising.is_here("digits")
    assert not denoising.is_here(str(tmp_path))
    assert denoising.held_out_count(str(tmp_path)) == 0
    assert denoising.held_out_count("digits") > 200


def test_what_a_person_brings(tmp_path: Path) -> None:
    colour = np.zeros((40, 60, 3), np.uint8)
    colour[:, 20:40] = 255
    assert denoising.bring(colour, 28, 1).shape == (28, 28, 1)
    Image.fromarray(colour).save(tmp_path / "a.jpg")
    assert denoising.bring_file(tmp_path / "a.jpg", 32, 3).shape == (32, 32, 3)
    (tmp_path / "b.png").write_text("no picture")
    with pytest.raises(UserError, match=r"b\.png"):
        denoising.bring_file(tmp_path / "b.png", 28, 1)


@pytest.fixture
def pictures(tmp_path: Path, picture: np.ndarray) -> Path:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    for name in ("a.png", "a.bmp", "sub/b.png"):
        Image.fromarray(picture[:, :, 0]).save(folder / name)
    (folder / "broken.png").write_text("no")
    return folder


def test_a_folder_is_mended(pictures: Path, tmp_path: Path, picture: np.ndarray) -> None:
    chosen = method("fashion-denoising-autoencoder", "denoise")
    report = denoise_folder.run(chosen, 28, 1, pictures, tmp_path / "out", NOISE)
    files = sorted(
        p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*.png")
    )
    assert files == ["a.bmp.png", "a.png.png", "sub/b.png"]
    assert report.written == 3
    assert report.skipped == ("broken.png",)
    assert report.psnr_before is not None
    assert report.psnr_after is not None
    assert report.psnr_after > report.psnr_before + 2
    written = np.asarray(Image.open(tmp_path / "out" / "sub" / "b.png"))
    assert written.shape == (28, 28)
    found = psnr(written[None, :, :, None] / 255, picture[None] / 255)[0]
    assert found == pytest.approx(report.psnr_after, abs=3)
    again = denoise_folder.run(chosen, 28, 1, pictures, pictures / "out")
    assert again.written == 3
    assert again.psnr_before is None
    assert denoise_folder.run(chosen, 28, 1, pictures, pictures / "out").written == 3


def test_folders_that_will_not_do(pictures: Path, tmp_path: Path) -> None:
    for source, target, words in (
        (pictures, pictures, "written over"),
        (tmp_path / "none", tmp_path / "out", "no folder"),
        (pictures / "broken.png", tmp_path / "out", "no readable picture"),
    ):
        with pytest.raises(UserError, match=words):
            denoise_folder.run(CLASSICAL[0], 28, 1, source, target)


def test_the_command(pictures: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    out = tmp_path / "out"
    done = run(
        app,
        ["denoise", "fashion-denoising-autoencoder", str(pictures), str(out), "--json",
         "--damage", "gaussian=0.3", "--damage", "blur=0.5"],
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["written"] == 3
    assert [step["kind"] for step in told["damage"]] == ["gaussian", "blur"]
    assert "Method: denoise (" in done.stderr
    assert "--method: project" in done.stderr
    plain = run(app, ["denoise", "fashion-vae", str(pictures / "a.png"), str(out / "one"),
                      "--method", "median"])  # fmt: skip
    assert plain.exit_code == 0, plain.output
    assert (out / "one" / "a.png").is_file()
    assert "One picture of 28 × 28 pixels is in" in plain.stdout
    assert "Method: median" in plain.stderr
    assert "Others" not in plain.stderr
    for wrong in (
        ["denoise", "fashion-vae", str(pictures)],
        ["denoise", "fashion-vae", str(pictures), str(out), "--damage", "gaussian"],
        ["denoise", "fashion-vae", str(pictures), str(out), "--sweep", "gaussian"],
        ["denoise", "digits-naive-bayes", str(pictures), str(out)],
        ["denoise", "fashion-vae", str(pictures), str(out), "--method", "magic"],
    ):
        assert run(app, wrong).exit_code != 0, wrong
    assert run(app, ["denoise", "fashion-vae", "--sweep", "gaussian"]).exception is not None
