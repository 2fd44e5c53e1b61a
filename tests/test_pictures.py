"""The pictures of the README are what the program draws today."""

import importlib.util
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"


def _script():
    spec = importlib.util.spec_from_file_location("pictures", DOCS / "pictures.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


pictures = _script()


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_is_what_the_program_draws(name):
    """When this fails and the change is meant: python docs/pictures.py, and look at the pictures."""
    kept = DOCS.joinpath(f"{name}.svg").read_text(encoding="utf-8")

    assert kept == pictures.picture(name)


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_tells_nothing_of_the_machine_it_was_made_on(name):
    kept = DOCS.joinpath(f"{name}.svg").read_text(encoding="utf-8")

    assert not re.search(r"/work|/home|/tmp|/Users|[A-Z]:\\", kept)


def test_each_picture_has_its_script_and_each_script_its_picture():
    assert {file.stem for file in DOCS.glob("*.svg")} == set(pictures.PICTURES)


def test_check_names_the_pictures_that_are_stale(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(pictures, "HERE", tmp_path)
    monkeypatch.setattr(pictures, "picture", lambda name: f"<svg>{name}</svg>")
    monkeypatch.setattr(pictures.sys, "argv", ["pictures.py"])

    written = pictures.main()
    tmp_path.joinpath("tree.svg").write_text("old", encoding="utf-8")
    monkeypatch.setattr(pictures.sys, "argv", ["pictures.py", "--check"])
    checked = pictures.main()

    assert (written, checked) == (0, 1)
    assert capsys.readouterr().out == "docs/tree.svg is not what the program draws; run 'python docs/pictures.py'\n"
