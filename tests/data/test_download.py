"""Downloads, from a server of the test's own."""

from __future__ import annotations

import gzip
import hashlib
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from gen_explorer.core.concurrency import CancelToken
from gen_explorer.core.errors import Cancelled, UserError
from gen_explorer.data import download
from gen_explorer.data.download import Source

CONTENT = {"a": bytes(range(256)) * 3000, "b": b"labels"}
PACKED = {f"{name}.gz": gzip.compress(content, 1) for name, content in CONTENT.items()}
RESOURCES = tuple((name, hashlib.md5(content).hexdigest()) for name, content in PACKED.items())


class _Handler(BaseHTTPRequestHandler):
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        folder, _, name = self.path.strip("/").rpartition("/")
        content = PACKED.get(name)
        if content is None or folder == "missing":
            self.send_error(404)
            return
        if folder == "wrong":
            content = b"<html>log in to the hotel's network</html>"
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if folder == "cut" else content)

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "*")
    _Handler.asked.clear()
    running = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()
    thread.join()


def test_files_arrive_unpacked_with_progress(server: str, tmp_path: Path) -> None:
    told: list[tuple[float, str]] = []
    download.fetch(
        Source((f"{server}/good/",), RESOURCES), tmp_path / "raw", lambda *what: told.append(what)
    )
    for name, content in CONTENT.items():
        assert (tmp_path / "raw" / name).read_bytes() == content
    assert sorted(file.name for file in (tmp_path / "raw").iterdir()) == ["a", "b"]
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert "a.gz" in told[0][1]


@pytest.mark.parametrize("bad", ["missing", "wrong", "cut"])
def test_a_bad_mirror_is_passed_over(server: str, tmp_path: Path, bad: str) -> None:
    download.fetch(Source((f"{server}/{bad}/", f"{server}/good/"), RESOURCES), tmp_path)
    assert (tmp_path / "a").read_bytes() == CONTENT["a"]


@pytest.mark.parametrize("bad", ["missing", "wrong", "cut"])
def test_without_a_good_mirror_the_message_says_what_to_do(
    server: str, tmp_path: Path, bad: str
) -> None:
    with pytest.raises(UserError, match=r"a\.gz could not be downloaded") as caught:
        download.fetch(Source((f"{server}/{bad}/",), RESOURCES), tmp_path)
    for hint in ("internet", "GEN_EXPLORER_DATA", "digits"):
        assert hint in caught.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_offline_is_a_user_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        with pytest.raises(UserError, match="could not be downloaded"):
            download.fetch(Source((address,), RESOURCES), tmp_path)


def test_files_that_are_there_are_not_fetched_again(server: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"mine")
    download.fetch(Source((f"{server}/good/",), RESOURCES), tmp_path)
    assert _Handler.asked == ["/good/b.gz"]
    assert (tmp_path / "a").read_bytes() == b"mine"


def test_cancelling_leaves_no_half_file(server: str, tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        download.fetch(Source((f"{server}/good/",), RESOURCES), tmp_path, cancel=token)
    assert list(tmp_path.iterdir()) == []


def test_an_endless_answer_is_given_up(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "PACKED_LIMIT", 100)
    with pytest.raises(UserError, match="more than 100 bytes"):
        download.fetch(Source((f"{server}/good/",), RESOURCES), tmp_path)


def test_an_unwritable_place_is_told_apart_from_no_network(server: str, tmp_path: Path) -> None:
    (tmp_path / "raw").write_text("a file in the way")
    with pytest.raises(UserError, match="cannot be written"):
        download.fetch(Source((f"{server}/good/",), RESOURCES), tmp_path / "raw")


@pytest.mark.parametrize("name", ["MNIST", "FashionMNIST"])
def test_torchvision_says_where_and_what(name: str) -> None:
    known = download.source(name)
    assert all(mirror.endswith("/") for mirror in known.mirrors)
    assert {file for file, _ in known.resources} == {
        f"{split}-{kind}-ubyte.gz"
        for split in ("train", "t10k")
        for kind in ("images-idx3", "labels-idx1")
    }
    assert all(len(checksum) == 32 for _, checksum in known.resources)
