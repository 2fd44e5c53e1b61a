"""Completion scripts, and where shells look for them. Each asks the program for offers, one a line.

Typer's own scripts do nothing at the first TAB of a new zsh, and in bash take names apart at blanks; and its option
takes no name of a shell.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from gbacli.errors import UsageError
from gbacli.queries.names import shorten

OPTIONS = ("--install-completion", "--show-completion")

_ASK = "_GBA_COMPLETE=complete_fish _TYPER_COMPLETE_FISH_ACTION=get-args _TYPER_COMPLETE_ARGS="
_BASH = """\
_gba_completion() {
    local line IFS=$'\\n'
    COMPREPLY=()
    while read -r line; do
        COMPREPLY+=("$line")
    done < <(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD _GBA_COMPLETE=complete_bash "$1" 2>/dev/null)
    # Readline quotes what it takes for names of files; else blanks would take names apart.
    if [[ "${COMPREPLY[*]}" == *[' ()&']* ]]; then compopt -o filenames; fi
}
complete -o default -F _gba_completion gba
"""
_ZSH = f"""\
#compdef gba
_gba() {{
    local line
    local -a values shown
    for line in "${{(@f)$({_ASK}"${{(j: :)words[1,CURRENT]}}" gba 2>/dev/null)}}"; do
        [[ -n "$line" ]] || continue
        values+=("${{line%%$'\\t'*}}")
        shown+=("${{line/$'\\t'/  -- }}")
    done
    if (( $#values )); then compadd -U -l -d shown -a -- values; else _files; fi
}}
if [[ "${{funcstack[1]}}" == _gba ]]; then _gba "$@"; else compdef _gba gba; fi
"""
_FISH = f"""\
complete --command gba --no-files --arguments "(env {_ASK}(commandline -cp) gba)" \
--condition "env {_ASK.replace("get-args", "is-args")}(commandline -cp) gba"
"""
SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}

_PLACES = {"bash": ".bash_completions/gba.sh", "zsh": ".zfunc/_gba", "fish": ".config/fish/completions/gba.fish"}
"""Where a script is kept, below the home folder."""
_STARTED = {
    "bash": (".bashrc", "source ~/.bash_completions/gba.sh"),
    "zsh": (".zshrc", "fpath=(~/.zfunc $fpath); autoload -Uz compinit; compinit"),
}
"""The line that reads it, and the file in which it has to stand; fish needs none."""


def shell_asked(arguments: Sequence[str]) -> str | None:
    """Return the shell that a command line wants the completion of: the one named, else that of the user.

    None when it wants none, or that of PowerShell. Raises `UsageError` for a shell that is none.
    """
    if not arguments or arguments[0] not in OPTIONS:
        return None
    shell = arguments[1] if len(arguments) > 1 else Path(os.environ.get("SHELL", "")).name
    if len(arguments) > 1 and shell not in (*SCRIPTS, "powershell", "pwsh"):
        raise UsageError(f"no completion for the shell {shorten(shell)!r}; expected one of: {', '.join(SCRIPTS)}")
    return shell if shell in SCRIPTS else None


def install(shell: str) -> Path:
    """Write the script of a `shell` to where it is found, and see that the shell reads it. Raises `OSError`."""
    path = Path.home() / _PLACES[shell]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SCRIPTS[shell], encoding="utf-8")
    if shell in _STARTED:
        name, line = _STARTED[shell]
        started = Path.home() / name
        text = started.read_text(encoding="utf-8") if started.exists() else ""
        if line not in text:
            started.write_text(f"{text.rstrip(chr(10))}\n{line}\n".lstrip("\n"), encoding="utf-8")
    return path
