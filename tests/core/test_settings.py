"""Settings survive everything that can stand in their file."""

from __future__ import annotations

import logging

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from gen_explorer.core import settings
from gen_explorer.core.errors import UserError
from gen_explorer.core.settings import RECENT_LIMIT, Settings


def _write(text: str | bytes) -> None:
    file = settings.settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)


def test_defaults_without_a_file() -> None:
    assert settings.load() == Settings()


def test_round_trip() -> None:
    saved = Settings(
        "es", "dark", "cuda:1", "fashion-vae", ("/a", "/ñ b"), "train", ("train=bGF5",), "Z2Vv"
    )
    settings.save(saved)
    assert settings.load() == saved


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("theme = 3", "theme"),
        ("theme = true", "theme"),
        ('theme = "pink"', "theme"),
        ('language = "xx"', "language"),
        ("last_model = []", "last_model"),
        ('recent = "one"', "recent"),
        ("device = 1979-05-27", "device"),
    ],
)
def test_an_unusable_value_is_left_out_with_a_warning(
    text: str, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    _write(f'{text}\ngeometry = "kept"\n')
    with caplog.at_level(logging.WARNING):
        assert settings.load() == Settings(geometry="kept")
    assert name in caplog.text


def test_recent_entries_that_are_no_text_are_left_out() -> None:
    _write('recent = ["/a", 3, true, "/b"]')
    assert settings.load().recent == ("/a", "/b")


def test_unknown_names_are_ignored() -> None:
    _write('from_the_future = 1\ntheme = "dark"\n')
    assert settings.load() == Settings(theme="dark")


@pytest.mark.parametrize(
    "content",
    [b"theme = ", b"\xff\xfe", b"a = " + b"[" * 50_000, b"x" * (settings.SIZE_LIMIT + 1), b"\x00"],
)
def test_an_unreadable_file_gives_the_defaults(
    content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    _write(content)
    assert settings.load() == Settings()
    assert "unreadable" in caplog.text


def test_a_folder_in_the_place_of_the_file_gives_the_defaults() -> None:
    settings.settings_file().mkdir(parents=True)
    assert settings.load() == Settings()
    with pytest.raises(UserError):
        settings.save(Settings())


def test_a_path_that_is_no_valid_text_does_not_keep_the_rest_from_the_disk() -> None:
    settings.save(Settings(theme="dark", recent=("/odd\udcff",)))
    assert settings.load().theme == "dark"


def test_recent_is_newest_first_without_repeats_and_bounded() -> None:
    kept = Settings()
    for number in [*range(RECENT_LIMIT + 3), 5]:
        kept = kept.with_recent(f"/{number}")
    assert kept.recent[:2] == ("/5", f"/{RECENT_LIMIT + 2}")
    assert len(kept.recent) == RECENT_LIMIT == len(set(kept.recent))


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(str.encode),
        st.sampled_from(["theme", "recent", "language"]).flatmap(
            lambda name: st.from_regex(r"[-0-9\"'\[\]{}truefalsinE.,= ]{0,30}").map(
                lambda value: f"{name} = {value}".encode()
            )
        ),
    )
)
def test_no_content_raises(content: bytes) -> None:
    _write(content)
    assert isinstance(settings.load(), Settings)
