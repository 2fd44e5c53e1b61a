"""`gba schema`: the JSON Schema of the fact files, and of what commands print as JSON."""

from gbacli.cli.options import argument, option
from gbacli.cli.streams import write_data
from gbacli.errors import UsageError
from gbacli.model import KINDS
from gbacli.queries.names import choose
from gbacli.render.data import to_json
from gbacli.render.schema import COMMANDS, file_schema, output_schema

_KINDS = [kind.name for kind in KINDS.values() if kind.files]
_OUTPUT = f"Of what a command prints with --json: {', '.join(COMMANDS)}."


def schema(
    kind: str | None = argument("[KIND]", f"A kind of fact file: {', '.join(_KINDS)}.", _KINDS),
    output: str | None = option("--output COMMAND", _OUTPUT, COMMANDS),
) -> None:
    """\b
      gba schema facility
      gba schema --output facilities

    Print the JSON Schema of a kind of fact file, for editors that complete and check TOML while you type, or of what
    a command prints as JSON, for programs that read it. Without KIND: those of all kinds, in one JSON object.
    """
    if output is None:
        schemas = {name: file_schema(name) for name in _KINDS}
        found = schemas if kind is None else schemas[choose(kind, _KINDS, "kind of fact file")]
    elif kind is None:
        found = output_schema(choose(output, COMMANDS, "command with --json"))
    else:
        raise UsageError("KIND and --output contradict each other; leave one out")
    write_data(to_json(found))
