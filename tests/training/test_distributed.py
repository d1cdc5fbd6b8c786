from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from gen_explorer.core.errors import UserError
from gen_explorer.models import registry
from gen_explorer.models.base import Loss
from gen_explorer.training.distributed import ALONE, World
from gen_explorer.training.loop import train
from gen_explorer.training.run import RunFolder
from gen_explorer.training.whole_batch import WholeBatchDraws, share_statistics
from tests.models.test_families import SMALL
from tests.training.runs import CPU, GAN, VAE, losses, run_in, stop_at
from tests.training.two_processes import losses_of

pytestmark = pytest.mark.timeout(400)
PAIR = [sys.executable, "-m", "tests.training.two_processes"]
QUICK = ("vae", "gan", "vq_vae")
NEARLY = {
    "infogan": 1e-2,  # the pictures whose class is told are not the same number in each share
    "stackgan": 1e-2,  # the caption that does not fit is the neighbour's, within a share
    "classifier": 1e-2,  # torch's own batch norm is off by 1e-4 with two channels
}
"""Families whose shares are not quite the whole batch: largest relative difference."""


def run_pair(*words: str) -> str:
    done = subprocess.run([*PAIR, *words], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def assert_same_losses(names: tuple[str, ...]) -> None:
    """Losses of two processes with half of a batch each, against one with all of it."""
    cases = [(name, settings) for name in names for settings in SMALL[name]]
    for case, both in zip(cases, json.loads(run_pair("families", *names)), strict=True):
        assert both["agree"], case
        for one, two in zip(losses_of(*case)["steps"], both["steps"], strict=True):
            assert one.keys() == two.keys()
            for key, value in one.items():
                # The mean of the shares' perplexities is not quite that of the whole.
                allowed = 2e-2 if "perplexity" in key else NEARLY.get(case[0], 1e-5)
                assert two[key] == pytest.approx(value, rel=allowed, abs=allowed), (case, key)


def test_two_processes_lose_what_one_loses_with_the_whole_batch() -> None:
    assert_same_losses(QUICK)


@pytest.mark.slow
def test_so_does_every_family() -> None:
    names = (name for name in registry.names() if name not in ("naive_bayes", *QUICK))
    assert_same_losses(tuple(names))


def same_events(first: RunFolder, second: RunFolder) -> None:
    one, two = losses(first), losses(second)
    assert [event["step"] for event in one] == [event["step"] for event in two]
    for a, b in zip(one, two, strict=True):
        for key, value in a.items():
            allowed = 5e-3 if key.startswith("grad/") else 2e-4  # torch's batch norm: 1e-4 off
            assert b[key] == pytest.approx(value, rel=allowed), (a["step"], key)


@pytest.mark.slow
def test_resumes_on_another_number_of_devices(tmp_path: Path) -> None:
    """One process, then two, then one again: the losses are those of one alone."""
    config = replace(GAN, epochs=2, moments=0)
    whole, _ = run_in(tmp_path / "whole", config)
    broken, _ = run_in(tmp_path / "broken", config, stop_at(5))
    run_pair("go_on", str(broken.path), "9")  # the second process says when to stop
    assert broken.load_checkpoint()["step"] == 14
    train(RunFolder.open(broken.path), CPU, resume=True)
    same_events(whole, broken)


@contextmanager
def started(words: list[str], module: str = "gen_explorer") -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, "-m", module, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "300", "OMP_NUM_THREADS": "1"},
    ) as child:
        try:
            yield child
        finally:
            child.kill()


def wait_for(child: subprocess.Popen[bytes], happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 240  # two processes that load torch
    while not happened():
        assert child.poll() is None, child.stdout and child.stdout.read().decode()
        assert time.monotonic() < deadline
        time.sleep(0.05)  # another process, nothing to wait on


def words_for(folder: Path, epochs: int) -> list[str]:
    settings = ["--set", "width=2", "--set", "latent_size=3", "--log-every", "1"]
    return [
        "train",
        "vae",
        "--data",
        "digits",
        *settings,
        "--epochs",
        f"{epochs}",
        "--out",
        f"{folder}",
    ]


def companions_of(pid: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


def has_ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks processes up in /proc")


@LINUX
@pytest.mark.slow
def test_ctrl_c_stops_all_and_saves_once(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    with started([*words_for(folder, 5000), "--devices", "2"]) as child:
        wait_for(child, (folder / "events.jsonl").exists)
        others = companions_of(child.pid)
        child.send_signal(signal.SIGINT)
        said = child.communicate(timeout=60)[0].decode()
    assert child.returncode == 0, said
    assert said.count("gen-explorer train --resume") == 1
    run = RunFolder.open(folder)
    assert run.load_checkpoint()["step"] == losses(run)[-1]["step"]
    assert len(others) == 1
    assert all(map(has_ended, others))


@LINUX
@pytest.mark.slow
def test_a_killed_process_ends_the_others_and_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    with started([*words_for(folder, 5000), "--devices", "2"]) as child:
        wait_for(child, lambda: bool(list(folder.glob("checkpoints/step-*.pt"))))
        (other,) = companions_of(child.pid)
        os.kill(other, signal.SIGKILL)
        said = child.communicate(timeout=30)[0].decode()
    assert child.returncode == 1
    assert "Process 2 of 2 of this training ended (signal 9)." in said
    assert "Traceback" not in said
    step = RunFolder.open(folder).load_checkpoint()["step"]
    assert step % 11 == 0  # the last whole epoch


@LINUX
@pytest.mark.slow
def test_companions_end_with_a_killed_first_process(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    with started([*words_for(folder, 5000), "--devices", "2"]) as child:
        wait_for(child, (folder / "events.jsonl").exists)
        (other,) = companions_of(child.pid)
        child.kill()
        child.wait()
        deadline = time.monotonic() + 30
        while not has_ended(other):
            assert time.monotonic() < deadline
            time.sleep(0.05)  # another process, nothing to wait on


@pytest.mark.slow
def test_torchrun_starts_it(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    launch = ["--standalone", "--nproc-per-node", "2", "-m", "gen_explorer"]
    with started([*launch, *words_for(folder, 2)], "torch.distributed.run") as child:
        said = child.communicate(timeout=110)[0].decode()
    assert child.returncode == 0, said
    assert said.count("gen-explorer pack") == 1
    alone, _ = run_in(tmp_path / "alone", replace(VAE, epochs=2))
    same_events(alone, RunFolder.open(folder))


@contextmanager
def two_nodes(words: list[str]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Two machines, as far as torchrun can tell, with a process each."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        meeting = f"localhost:{probe.getsockname()[1]}"
    launch = ["--nnodes", "2", "--nproc-per-node", "1", "--rdzv-endpoint", meeting]
    with ExitStack() as stack:
        yield [
            stack.enter_context(
                started(
                    [*launch, "--node-rank", f"{rank}", "-m", "gen_explorer", *words],
                    "torch.distributed.run",
                )
            )
            for rank in range(2)
        ]


@pytest.mark.slow
def test_two_nodes_train_one_run(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    with two_nodes(words_for(folder, 2)) as nodes:
        said = [node.communicate(timeout=300)[0].decode() for node in nodes]
    assert [node.returncode for node in nodes] == [0, 0], said
    assert "gen-explorer pack" in said[0]
    assert "gen-explorer pack" not in said[1]
    alone, _ = run_in(tmp_path / "alone", replace(VAE, epochs=2))
    same_events(alone, RunFolder.open(folder))


@LINUX
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_node_that_fails_is_told_and_one_process_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    with two_nodes(words_for(folder, 5000)) as nodes:
        wait_for(nodes[0], lambda: bool(list(folder.glob("checkpoints/step-*.pt"))))
        (rank,) = companions_of(nodes[1].pid)
        os.kill(rank, signal.SIGKILL)
        said = [node.communicate(timeout=120)[0].decode() for node in nodes]
    assert all(node.returncode for node in nodes), said
    assert "Another process of this training ended" in said[0]
    assert "--resume" in said[0]
    run = RunFolder.open(folder)
    kept = run.load_checkpoint()["step"]
    assert kept % 11 == 0  # the last whole epoch
    train(run, CPU, stop_at(kept + 5), resume=True)
    alone, _ = run_in(tmp_path / "alone", replace(VAE, epochs=5000), stop_at(kept + 5))
    same_events(alone, run)


def test_a_batch_that_cannot_be_divided_is_told() -> None:
    assert World(2, 4).share(128) == slice(64, 96)
    with pytest.raises(UserError, match="128 pictures cannot be divided among 3"):
        World(0, 3).share(128)


def test_alone_nothing_is_exchanged() -> None:
    tensors = [torch.ones(2), torch.ones(3)]
    assert all(a is b for a, b in zip(ALONE.mean(tensors), tensors, strict=True))
    loss = Loss(torch.ones(()), {})
    assert ALONE.mean_loss(loss) is loss
    assert ALONE.of_first(lambda: 3) == 3
    assert all(ALONE.any_of(True))
    assert not any(ALONE.any_of(False))
    model = nn.BatchNorm2d(3)
    share_statistics(model, ALONE)
    assert type(model) is nn.BatchNorm2d


DRAWS: dict[str, Callable[[int], Tensor]] = {
    "rand": lambda n: torch.rand(n, 3),
    "rand of a shape": lambda n: torch.rand((n, 3)) * 2 - 1,
    "randn": lambda n: torch.randn((n, 3), device="cpu"),
    "size by name": lambda n: torch.randint(low=2, high=9, size=(n, 2)),
    "randint": lambda n: torch.randint(5, (n,)),
    "second dimension": lambda n: torch.randint(0, 9, (2, n, 1)).movedim(0, 1),
    "like": lambda n: torch.randn_like(torch.zeros(n, 2, 3, 4)),
    "like, channels last": lambda n: torch.rand_like(
        torch.zeros(n, 2, 3, 4).to(memory_format=torch.channels_last)
    ),
    "into": lambda n: torch.zeros(n, 3).new_empty((n, 3)).normal_(1.0, 2.0),
    "dropout": lambda n: nn.functional.dropout(torch.ones(n, 3, 4, 4), 0.3, training=True),
    "real and made": lambda n: torch.rand(2 * n, 2).view(2, n, 2).movedim(0, 1),
    "captions": lambda n: torch.full((n, 1), torch.rand(()).item()),
}


@pytest.mark.parametrize("name", DRAWS)
def test_a_share_draws_what_the_whole_batch_would(name: str) -> None:
    torch.manual_seed(3)
    whole, after = DRAWS[name](12), torch.rand(())
    for rank in range(3):
        torch.manual_seed(3)
        with WholeBatchDraws(World(rank, 3), 4):
            part, then = DRAWS[name](4), torch.rand(())
        assert torch.equal(part, whole[4 * rank : 4 * rank + 4])
        assert then == after  # the generators stay alike
