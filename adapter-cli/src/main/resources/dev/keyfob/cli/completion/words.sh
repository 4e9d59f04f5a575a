# Prints what may stand in place of the word $2, one a line, behind the words $1 of a command line. Any POSIX shell runs it.
_keyfob_words() {
    set -f # zsh takes a variable called path for the PATH, so here it is "at"
    at= takes= place=
    for word in $1; do
        if [ "$takes" = --data ] || [ "$takes" = --db ]; then
            place="$takes $word" takes=
        elif [ -n "$takes" ]; then
            takes=
        else
            case $word in
            --*=* | --) ;;
            -*) [ -z "$(_keyfob_values "$at $word" none)" ] || takes=$word ;;
            *)
                case "$at $word" in
                @PATHS@) at="$at $word" ;;
                esac
                ;;
            esac
        fi
    done
    if [ -n "$takes" ]; then
        _keyfob_values "$at $takes" all
        return
    fi
    case $2 in
    -*) _keyfob_options ;;
    *)
        _keyfob_commands
        _keyfob_values "$at " all
        ;;
    esac
}

_keyfob_list() {
    if [ "$how" = all ]; then printf '%s\n' "$@"; else echo yes; fi
}

# Only a running server is asked: to open the data takes too long. What goes wrong is not shown.
_keyfob_ask() {
    if [ "$how" = all ]; then
        # shellcheck disable=SC2086
        keyfob $place complete "$1" 2>/dev/null </dev/null || true
    else
        echo yes
    fi
}

# Says whether such an option takes a value, or lists all that it may be.
_keyfob_values() {
    how=$2
    case $1 in
@VALUES@        *) return ;;
    esac
    [ "$how" = all ] || echo yes
}

_keyfob_options() {
    how=all
    case $at in
@OPTIONS@    esac
}

_keyfob_commands() {
    how=all
    case $at in
@COMMANDS@    esac
}
