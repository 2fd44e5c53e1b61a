"""`gba sources`: how many facts rest on each source, and citations that real readers of the formats accept."""

from pathlib import Path

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string
from pybtex.plugin import find_plugin

from gbacli.choices import SOURCE_KINDS
from gbacli.model import Source
from gbacli.render import citations

CSL_TYPES = {
    "article-journal", "article-magazine", "article-newspaper", "dataset", "entry", "report", "webpage",
}  # fmt: skip
"""Of the types of CSL 1.0.2 those that are used here."""
CSL_KEYS = {"id", "type", "title", "author", "issued", "accessed", "URL", "note"}

ODD = Source(
    id="odd-source",
    title="50% of {R&D} in #1_city ~ 东莞 \\ $5 ^2",
    publisher="A & B_C, 东莞 and others",
    kind="newspaper",
    url="https://example.org/a_b%20{c}?d=1&e=2#f",
    published="2018-08",
    accessed="2020-02-01",
    via="copy {x}",
)


def test_every_fact_is_counted_once_for_each_source_that_it_names(tiny_gba):
    counted = {row["id"]: row["facts"] for row in tiny_gba("sources", "--json").json()}
    assert counted == {
        "atlas": 3 + 3 + 3 + 1,  # cities, land areas, entries of histories and what is expected, a statement
        "gazette": 4 + 1 + 1 + 2,  # entries of histories, an industry, a statement, two checks
        "yearbook": 5 + 6,  # values of gdp and of population
    }


def test_the_keys_are_those_of_the_contract(tiny_gba):
    assert tiny_gba("sources", "bay press", "--json").json() == [
        {
            "id": "gazette",
            "title": "Gazette [macau] of the bay",
            "publisher": "Bay Press",
            "kind": "newspaper",
            "url": "http://example.org/gazette?page=1",
            "accessed": "2020-02-02",
            "published": "2018-08-23",
            "aliases": [],
            "via": "copy at example.net",
            "note": None,
            "facts": 8,
            "origin": "built-in",
        }
    ]


def test_the_facts_on_the_real_sources_agree_with_what_is_listed_of_them(gba, real):
    counted = {row["id"]: row["facts"] for row in gba("sources", "--json").json()}
    assert list(counted) == list(real.sources)
    assert min(counted.values()) >= 1
    entries = gba("facilities", "--timeline", "--json", "--fields", "source").json()
    assert sum(row["source"] == "seed-copy" for row in entries) < counted["seed-copy"]


def test_the_table_is_whole_in_a_pipe(tiny_gba):
    done = tiny_gba("sources", "atlas", "--fields", "id,title,publisher,url,facts")
    assert done.out == (
        "Id     Title                  Publisher   Address                    Facts\n"
        "atlas  Atlas of small places  Map Office  https://example.org/atlas     10\n"
    )


def test_the_origin_is_no_text_of_a_source(tiny_gba):
    assert tiny_gba("sources", "built-in", "--json").json() == []


def test_nothing_found_is_said(tiny_gba):
    assert tiny_gba("sources", "zebra") == (0, "", "gba: nothing matches; leave out a word or a filter\n")
    assert tiny_gba("sources", "zebra", "--width", "80").out == "Nothing matches; leave out a word or a filter.\n"


def test_cite_as_text(tiny_gba):
    assert tiny_gba("sources", "--cite", "text").out == (
        "Map Office (2019): Atlas of small places. https://example.org/atlas. Read 2020-02-01.\n"
        "Bay Press (2018-08-23): Gazette [macau] of the bay. http://example.org/gazette?page=1."
        " Read 2020-02-02, copy at example.net.\n"
        "Statistics Office: Yearbook 2019. https://example.org/yearbook. Read 2020-02-03.\n"
    )


def test_cite_as_bibtex(tiny_gba):
    assert tiny_gba("sources", "gazette", "--cite", "bibtex").out == (
        "@misc{gazette,\n"
        "  title = {{Gazette [macau] of the bay}},\n"
        "  author = {{Bay Press}},\n"
        "  year = {2018},\n"
        "  month = aug,\n"
        "  day = {23},\n"
        "  url = {http://example.org/gazette?page=1},\n"
        "  urldate = {2020-02-02},\n"
        "  note = {Read: copy at example.net}\n"
        "}\n"
    )


def test_cite_as_csl_json(tiny_gba):
    assert tiny_gba("sources", "gazette", "--cite", "csl-json").json() == [
        {
            "id": "gazette",
            "type": "article-newspaper",
            "title": "Gazette [macau] of the bay",
            "author": [{"literal": "Bay Press"}],
            "issued": {"date-parts": [[2018, 8, 23]]},
            "accessed": {"date-parts": [[2020, 2, 2]]},
            "URL": "http://example.org/gazette?page=1",
            "note": "Read: copy at example.net",
        }
    ]


def test_what_tex_would_obey_is_escaped():
    entry = parse_string(citations.to_bibtex([ODD]), "bibtex").entries["odd-source"]
    assert entry.fields["title"] == (
        r"{50\% of \{R\&D\} in \#1\_city \textasciitilde{} 东莞 \textbackslash{} \$5 \textasciicircum{}2}"
    )
    assert entry.fields["url"] == "https://example.org/a_b%20%7Bc%7D?d=1&e=2#f"
    assert entry.fields["month"] == "August"
    assert [str(person) for person in entry.persons["author"]] == [r"{A \& B\_C, 东莞 and others}"]


def test_every_real_source_is_valid_bibtex(gba, real):
    parsed = parse_string(gba("sources", "--cite", "bibtex").out, "bibtex")
    assert list(parsed.entries) == list(real.sources)
    for key, entry in parsed.entries.items():
        assert {"title", "url", "urldate"} <= set(entry.fields), key
        assert entry.fields["urldate"] == real.sources[key].accessed
        assert entry.fields.get("year") == ((real.sources[key].published or "")[:4] or None)


@pytest.mark.slow
def test_bibtex_prints_every_real_source_and_its_publisher_once(gba, real):
    entries = parse_string(gba("sources", "--cite", "bibtex").out, "bibtex")
    style, backend = find_plugin("pybtex.style.formatting", "plain")(), find_plugin("pybtex.backends", "plaintext")()
    printed = {entry.key: entry.text.render(backend) for entry in style.format_bibliography(entries)}
    assert set(printed) == set(real.sources)
    for key, text in printed.items():
        assert is_named_once(real.sources[key], text.replace("\\", "")), text


@pytest.mark.slow
def test_a_csl_style_prints_every_real_source_and_its_publisher_once(gba, real):
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    items = gba("sources", "--cite", "csl-json").json()
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"]) for item in items]))
    printed = dict(zip(bibliography.keys, map(str, bibliography.bibliography()), strict=True))
    assert set(printed) == set(real.sources)
    for key, text in printed.items():
        assert is_named_once(real.sources[key], text), text


def is_named_once(source: Source, text: str) -> bool:
    """Tell whether a printed citation holds the publisher once beside the title and the address."""
    elsewhere = source.title.count(source.publisher) + source.url.count(source.publisher)
    return text.count(source.publisher) == 1 + elsewhere


def test_every_real_source_is_valid_csl_json(gba, real):
    items = gba("sources", "--cite", "csl-json").json()
    assert [item["id"] for item in items] == list(real.sources)
    for item in items:
        assert item["type"] in CSL_TYPES, item
        assert set(item) <= CSL_KEYS, item
        for date in (item["accessed"], item.get("issued", item["accessed"])):
            (parts,) = date["date-parts"]
            assert 1 <= len(parts) <= 3, item
            assert all(isinstance(part, int) for part in parts), item


def test_every_kind_of_source_has_a_type():
    assert set(SOURCE_KINDS.values()) == CSL_TYPES


def test_the_citation_of_the_facts_themselves_is_of_this_edition(real):
    lines = (Path(__file__).parent.parent / "CITATION.cff").read_text(encoding="utf-8").splitlines()
    edition = f'"{real.about.version}"'
    assert {f"version: {edition}", f"date-released: {edition}"} <= set(lines)


def test_sort_and_limit_hold_for_citations(tiny_gba):
    cited = tiny_gba("sources", "--sort", "-facts", "--limit", "1", "--cite", "text").out
    assert cited == "Statistics Office: Yearbook 2019. https://example.org/yearbook. Read 2020-02-03.\n"


def test_no_source_is_an_empty_citation(tiny_gba):
    assert tiny_gba("sources", "zebra", "--cite", "csl-json").out == "[]\n"
    assert tiny_gba("sources", "zebra", "--cite", "bibtex") == (0, "", "")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--json"], "--cite and --json contradict each other; leave one out"),
        (["--format", "csv"], "--cite and --format contradict each other; leave one out"),
        (["--fields", "id"], "--cite and --fields contradict each other; leave one out"),
        (["--bom"], "--bom goes with --format csv or tsv only"),
        (["--svg", "x.svg"], "--cite and --svg contradict each other; leave one out"),
        (["--width", "80"], "--cite and --width contradict each other; leave one out"),
        (["--fields", "help"], "--cite and --fields contradict each other; leave one out"),
    ],
)
def test_cite_goes_with_no_other_format(tiny_gba, options, message):
    assert tiny_gba("sources", "--cite", "text", *options) == (2, "", f"gba: {message}\n")


def test_an_unknown_form_of_citation_offers_the_others(tiny_gba):
    assert tiny_gba("sources", "--cite", "bibtxt").err == (
        "gba: no form of citation is called 'bibtxt'; did you mean bibtex? All: text, bibtex, csl-json\n"
    )
