"""The normal form of names: what two spellings must share to mean the same record."""

from unicodedata import category, normalize

NAME_FIELDS = ("name", "label", "title", "name_zh_hans", "name_zh_hant", "pinyin", "id")
"""The fields that name a record outright, those that people read first; `aliases` come second."""
_CITY_ENDINGS = {"特别行政区": 1, "特別行政區": 1, "specialadministrativeregion": 2, "市": 1, "city": 2, "sar": 4}
"""The endings that only say what kind of city it is, each with the least that must stand before it: in HKSAR and
MSAR the ending is part of the abbreviation."""


def key(text: str) -> str:
    """Reduce a name to what counts: letters and digits, without case, accents, width, spaces or hyphens."""
    if not text.isascii():
        text = "".join([char for char in normalize("NFKD", text) if category(char) != "Mn"])
        text = normalize("NFKC", text)
    return "".join([char for char in text.casefold() if char.isalnum()])


def city_key(text: str) -> str:
    """Reduce the name of a city: as `key`, and without the endings that only say that it is one."""
    short, longer = key(text), ""
    while short != longer:
        longer = short
        for ending, least in _CITY_ENDINGS.items():
            if short.endswith(ending) and len(short) - len(ending) >= least:
                short = short.removesuffix(ending)
    return short
