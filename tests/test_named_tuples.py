"""Our named tuples are those of `typing`, but for the time that they take."""

import copy
import pickle
import typing

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gbacli.fields import INTEGER, Field, declared
from gbacli.model import Event
from gbacli.named_tuples import Annotated, NamedTuple

UP = Field(INTEGER, "how far up")


class Ours(NamedTuple):
    """A point."""

    x: int
    y: Annotated[int, UP]
    label: str = "none"
    marks: tuple[str, ...] = ()

    @property
    def both(self) -> int:
        """The sum."""
        return self.x + self.y


class Theirs(typing.NamedTuple):
    x: int
    y: int
    label: str = "none"
    marks: tuple[str, ...] = ()


class One(NamedTuple):
    only: str


NAMES = (*Theirs._fields, "z")


@given(some.lists(some.integers(0, 9), max_size=6), some.dictionaries(some.sampled_from(NAMES), some.integers(0, 9)))
def test_it_takes_what_theirs_takes(values, named):
    try:
        expected = Theirs(*values, **named)
    except TypeError:
        with pytest.raises(TypeError, match="Ours"):
            Ours(*values, **named)
    else:
        assert tuple(Ours(*values, **named)) == tuple(expected)


def test_it_has_what_theirs_has():
    ours, theirs = Ours(1, y=2, label="a"), Theirs(1, y=2, label="a")
    assert (ours.x, ours.y, ours.label, ours.marks, ours.both) == (1, 2, "a", (), 3)
    assert ours == (1, 2, "a", ()) == theirs
    assert hash(ours) == hash(theirs)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert ours._asdict() == theirs._asdict()
    assert ours._replace(y=5) == theirs._replace(y=5)
    assert type(ours._replace(y=5)) is Ours
    assert (Ours._fields, Ours._field_defaults) == (Theirs._fields, Theirs._field_defaults)
    match ours:
        case Ours(x, _, label=label):
            assert (x, label) == (1, "a")


def test_it_is_copied_and_pickled_as_what_it_is():
    for made in (copy.copy(Ours(1, 2)), copy.deepcopy(Ours(1, 2)), pickle.loads(pickle.dumps(Ours(1, 2)))):
        assert type(made) is Ours
        assert made == (1, 2, "none", ())
    assert copy.copy(One("a")) == ("a",) == One(only="a")


def test_it_is_frozen():
    made = Ours(1, 2)
    for name in ("x", "other"):
        with pytest.raises(AttributeError):
            setattr(made, name, 3)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"x": 1}, "Ours has fields that are missing or unknown: y"),
        ({"x": 1, "y": 2, "z": 3}, "Ours has fields that are missing or unknown: z"),
        ({"y": 1, "z": 2}, "Ours has fields that are missing or unknown: x, z"),
    ],
)
def test_what_is_wrong_is_said(given, said):
    with pytest.raises(TypeError) as caught:
        Ours(**given)
    assert str(caught.value) == said
    with pytest.raises(TypeError, match="one value too many"):
        Ours(1, 2, "a", (), 5)
    with pytest.raises(TypeError, match="one value too many"):
        Ours(1, 2, x=3)
    with pytest.raises(TypeError):
        Ours(1, 2)._replace(z=3)


def test_what_is_said_of_a_field_is_found():
    assert [(field.name, field.nullable) for field in declared(Event).values()] == [
        ("status", False), ("source", False), ("locator", False), ("date", True), ("seen", False), ("note", True),
    ]  # fmt: skip
    assert Ours.__annotations__["y"].__args__ == (int, UP)
