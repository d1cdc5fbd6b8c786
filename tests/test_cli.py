"""The command line as a person or another program calls it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from gen_explorer import cli
from gen_explorer.checkpoints.bundle import find, shipped_ids
from gen_explorer.checkpoints.card import read_card
from gen_explorer.commands import shared
from gen_explorer.core import paths
from gen_explorer.core.errors import UserError
from gen_explorer.models.base import Control, Section
from gen_explorer.state import recipe_json
from gen_explorer.state.recipe import Recipe
from tests.bundles import make_bundle

runner = CliRunner()


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A box with two tiny models."""
    weights = tmp_path / "weights"
    monkeypatch.setattr(paths, "weights", lambda: weights)
    make_bundle(weights / "tiny-a", latent=4)
    make_bundle(weights / "tiny-b", latent=2, channels=3)
    return weights


def run(*words: str) -> str:
    result = runner.invoke(cli.app, list(words), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_help_names_every_command_and_loads_neither_torch_nor_qt() -> None:
    program = (
        "import sys\nfrom gen_explorer.cli import main\n"
        "sys.argv = ['gen-explorer', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('LOADED', sorted({'torch', 'PySide6', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "LOADED []" in done.stdout, done.stdout + done.stderr
    for command in ("open", "list", "render", "train", "pack", "bench"):
        assert command in done.stdout


def test_list_as_json_gives_id_family_and_facts(box: Path) -> None:
    cards = json.loads(run("list", "--json"))
    assert [card["id"] for card in cards] == ["tiny-a", "tiny-b"]
    assert cards[0]["latent"] == {"size": 4, "prior": "normal"}
    assert cards[1]["image"]["channels"] == 3
    assert all("figures" in card and "family" in card for card in cards)


def test_list_for_people_names_them(box: Path) -> None:
    text = run("list")
    assert "tiny-a" in text
    assert "tiny-b" in text


def test_the_list_fits_an_ordinary_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared.out, "width", 80)
    lines = run("list").splitlines()
    assert len(lines) == 1 + len(shipped_ids())
    for line, name in zip(lines[1:], shipped_ids(), strict=True):
        card = read_card(find(name))
        assert line.split()[:2] == [card.id, card.family]
        assert line.split()[-1] == f"{card.image.height}x{card.image.width}x{card.image.channels}"


def test_render_gives_the_same_bytes_every_time(box: Path, tmp_path: Path) -> None:
    first, second, other = (tmp_path / name for name in ("1.png", "2.png", "3.png"))
    run("render", "--model", "tiny-a", "--seed", "7", "--out", str(first))
    run("render", "--model", "tiny-a", "--seed", "7", "--out", str(second))
    run("render", "--model", "tiny-a", "--seed", "8", "--out", str(other))
    assert first.read_bytes() == second.read_bytes()
    assert np.any(np.asarray(Image.open(first)) != np.asarray(Image.open(other)))


def test_options_and_a_recipe_file_say_the_same(box: Path, tmp_path: Path) -> None:
    recipe = Recipe(seed=3, values=((1, -0.5), (2, 1.25)), truncation=0.8)
    file = tmp_path / "recipe.json"
    file.write_text(recipe_json.to_json(recipe))
    by_file, by_options = tmp_path / "a.png", tmp_path / "b.png"
    run("render", "--model", "tiny-a", "--recipe", str(file), "--out", str(by_file))
    options = ["--seed", "3", "--set", "2=1.25", "--set", "1=-0.5", "--truncation", "0.8"]
    run("render", "--model", "tiny-a", *options, "--out", str(by_options))
    assert by_file.read_bytes() == by_options.read_bytes()


def test_scale_repeats_pixels(box: Path, tmp_path: Path) -> None:
    small, large = tmp_path / "s.png", tmp_path / "l.png"
    run("render", "--model", "tiny-b", "--seed", "1", "--out", str(small))
    run("render", "--model", "tiny-b", "--seed", "1", "--scale", "3", "--out", str(large))
    pixels = np.asarray(Image.open(small))
    assert np.array_equal(np.asarray(Image.open(large)), pixels.repeat(3, 0).repeat(3, 1))


def test_a_class_is_drawn_by_its_name(box: Path, tmp_path: Path) -> None:
    kinds = (Section("vector", Control.VECTOR, 2), Section("class", Control.CLASS, 3))
    make_bundle(box / "told", sections=kinds)
    by_name, by_numbers, mixed = (tmp_path / f"{i}.png" for i in range(3))
    told = ("render", "--model", "told", "--seed", "1")
    run(*told, "--class", "Square", "--out", str(by_name))
    numbers = [word for pair in ("2=0", "3=1", "4=0") for word in ("--set", pair)]
    run(*told, *numbers, "--out", str(by_numbers))
    run(*told, "--class", "square", "--class", "star", "--out", str(mixed))
    assert by_name.read_bytes() == by_numbers.read_bytes() != mixed.read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ["render", "--model", "tiny-a", "--set", "two=1", "--out", "x.png"],
        ["render", "--model", "tiny-a", "--class", "star", "--recipe", "r.json", "--out", "x.png"],
        ["render", "--model", "tiny-a", "--seed", "1", "--recipe", "r.json", "--out", "x.png"],
        ["render", "--model", "tiny-a", "--out", "x.png"],
        ["render", "--model", "tiny-a", "--seed", "1", "--set", "0=nan", "--out", "x.png"],
        ["render", "--model", "tiny-a", "--seed", "1", "--truncation", "-3", "--out", "x.png"],
        ["render", "--model", "tiny-a", "--seed", "1", "--scale", "100000", "--out", "x.png"],
        ["render", "--model", "tiny-a", "--seed", "1", "--out", "x.jpg"],
        ["open", "tiny-a", "--language", "tlh"],
        ["open", "tiny-a", "--theme", "pink"],
        ["open", "tiny-a", "--size", "12"],
        ["train"],
        ["train", "vae", "--set", "width", "--out", "x"],
        ["train", "vae", "--set", "width=wide", "--out", "x"],
        ["train", "vae", "--set", "binarise=yes", "--out", "x"],
        ["pack", "run", "bundle", "--title", "My VAE"],
    ],
)
def test_wrong_words_are_told_before_any_work(
    box: Path, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = runner.invoke(cli.app, words)
    assert result.exit_code == 2
    assert not list(tmp_path.glob("*.png"))


ONE = ["render", "--model", "tiny-a", "--seed", "1"]


def main_with(words: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["gen-explorer", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([*ONE, "--class", "star", "--out", "x.png"], "conditional model"),
        (["render", "--model", "nobody", "--seed", "1", "--out", "x.png"], "tiny-a"),
        (
            ["render", "--model", "tiny-a", "--seed", "1", "--set", "4=1", "--out", "x.png"],
            "0 to 3",
        ),
        (
            [*ONE, "--sampler", "mixture", "--out", "x.png"],
            "prior",
        ),
        (
            ["render", "--model", "tiny-a", "--seed", "1", "--text", "a coat", "--out", "x.png"],
            "--text",
        ),
        (["render", "--model", "note.txt", "--seed", "1", "--out", "x.png"], "gen-explorer pack"),
        (["train", "diffusion", "--out", "run"], "vae"),
        (["train", "vae", "--set", "latent_size=-3", "--out", "run"], "latent_size"),
        (["train", "vae", "--set", "network=deep", "--out", "run"], "dense"),
        (["train", "vae", "--data", "nowhere", "--out", "run"], "digits"),
        (["train", "vae", "--set", "depth=3", "--out", "run"], "latent_size"),
        (["train", "--resume", "nothing"], "gen-explorer train"),
        (["pack", "nothing", "bundle"], "gen-explorer train"),
    ],
)
def test_what_can_be_mended_is_a_message_with_a_remedy(
    box: Path,
    words: list[str],
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "note.txt").write_text("not a bundle")
    assert main_with(words, monkeypatch) == 1
    message = capsys.readouterr().err
    assert says in message
    assert "Traceback" not in message
    assert not list(tmp_path.glob("run*"))  # nothing half-made stays behind


def test_a_changed_bundle_is_refused(
    box: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    decoder = box / "tiny-a" / "decoder.onnx"
    decoder.write_bytes(decoder.read_bytes()[:-1] + b"?")
    target = tmp_path / "x.png"
    target.write_bytes(b"what was there")
    assert (
        main_with(["render", "--model", "tiny-a", "--seed", "1", "--out", str(target)], monkeypatch)
        == 1
    )
    assert "checksum" in capsys.readouterr().err
    assert target.read_bytes() == b"what was there"


def test_train_pack_render_from_the_packed_bundle(tmp_path: Path) -> None:
    """The whole way of a model, as the README describes it."""
    folder, made = str(tmp_path / "run"), str(tmp_path / "my-vae")
    run("train", "vae", "--data", "digits", "--epochs", "1", "--set", "width=2", "--set",
        "latent_size=2", "--out", folder)  # fmt: skip
    assert "ELBO" in run("pack", folder, made, "--title", "en=Mine", "--title", "es=Mío")
    picture = tmp_path / "picture.png"
    run("render", "--model", made, "--seed", "1", "--out", str(picture))
    assert Image.open(picture).size == (28, 28)


def test_the_settings_of_a_family_are_listed() -> None:
    text = run("train", "vae", "--settings")
    assert "latent_size" in text
    assert "Components of z." in text


def test_photographs_are_trained_in_colour_and_it_is_said(tmp_path: Path) -> None:
    photographs = tmp_path / "photographs"
    photographs.mkdir()
    for index in range(24):
        colour = (10 * index, 255 - 10 * index, 128)
        Image.new("RGB", (80, 70), colour).save(photographs / f"{index}.png")
    said = run("train", "vae", "--data", str(photographs), "--epochs", "1", "--batch-size", "8",
               "--set", "width=2", "--out", str(tmp_path / "run"))  # fmt: skip
    assert "64 x 64" in said
    config = (tmp_path / "run" / "config.toml").read_text()
    assert "channels = 3" in config


def test_a_family_that_is_mistyped_is_told_before_all_else() -> None:
    result = runner.invoke(cli.app, ["train", "xvae"])
    assert isinstance(result.exception, UserError)
    assert "'xvae'" in result.exception.what
    assert result.exception.remedy.startswith("Did you mean vae?")


def test_a_picture_is_saved_into_a_folder_that_is_made_for_it(box: Path, tmp_path: Path) -> None:
    file = tmp_path / "new" / "deeper" / "a.png"
    run("render", "--model", "tiny-a", "--seed", "1", "--out", str(file))
    assert file.is_file()
    sealed = tmp_path / "file"
    sealed.write_text("")
    result = runner.invoke(
        cli.app, ["render", "--model", "tiny-a", "--seed", "1", "--out", str(sealed / "a.png")]
    )
    assert isinstance(result.exception, UserError)
    assert "no folder" in result.exception.what
