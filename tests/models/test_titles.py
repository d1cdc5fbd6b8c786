from __future__ import annotations

from gen_explorer.core.translation import LANGUAGES
from gen_explorer.models import registry
from gen_explorer.models.titles import family_title, family_titles


def test_every_family_has_a_title_in_every_language() -> None:
    for name in registry.names():
        titles = family_titles(name)
        assert set(titles) == set(LANGUAGES)
        assert titles["en"] == family_title(name)
        assert titles["en"][0].isupper(), name


def test_a_family_without_a_title_is_called_by_its_name() -> None:
    assert family_title("score_model") == "score model"
