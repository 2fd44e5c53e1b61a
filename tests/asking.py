"""Facilities and figures of any catalog, asked for through the API."""

from gbacli.api import Facts


def facilities(catalog, text=(), **filters):
    return Facts(catalog).facilities(text, **filters)


def stats(catalog, text=(), **filters):
    return Facts(catalog).stats(text, **filters)
