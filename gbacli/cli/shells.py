"""Completion scripts, and where shells look for them. Each asks the program for offers, one a line.

Typer's own scripts do nothing at the first TAB of a new zsh, and in bash take names apart at blanks; and its option
takes no name of a shell.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from gbacli.errors import UsageError
from gbacli.queries.names import shorten

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
_SHELLS = {
    "bash": (_BASH, ".bash_completions/gba.sh", ".bashrc", "source ~/.bash_completions/gba.sh"),
    "zsh": (_ZSH, ".zfunc/_gba", ".zshrc", "fpath=(~/.zfunc $fpath); autoload -Uz compinit; compinit"),
    "fish": (_FISH, ".config/fish/completions/gba.fish", "", ""),
}
"""The script, the file that keeps it, the file that has to read it (fish needs none), and the line that does."""


def answer(arguments: Sequence[str]) -> str | None:
    """Show or install the completion of the shell named, else of the user's, and return what is to be printed.

    None when it is left to Typer, which knows PowerShell. Raises `UsageError` for a shell that is none, and `OSError`.
    """
    shell = arguments[1] if len(arguments) > 1 else os.path.basename(os.environ.get("SHELL", ""))
    if shell in _SHELLS:
        return _SHELLS[shell][0] if arguments[0] == "--show-completion" else _install(shell)
    if len(arguments) > 1:
        raise UsageError(f"no completion for the shell {shorten(shell)!r}; expected one of: {', '.join(_SHELLS)}")
    return None


def _install(shell: str) -> str:
    script, kept, started, line = _SHELLS[shell]
    path = Path.home() / kept
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script, encoding="utf-8")
    if started:
        with (Path.home() / started).open("a+", encoding="utf-8") as file:
            file.seek(0)
            if line not in file.read():
                file.write(f"\n{line}\n")
    return f"The completion of {shell} is in {path}; it works in the next {shell} started.\n"
