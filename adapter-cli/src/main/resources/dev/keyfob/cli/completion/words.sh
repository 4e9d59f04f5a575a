# Prints the candidates for the word $2, one a line, after the words $1 of a command line. Any POSIX shell can run it.
_keyfob_words() {
    set -f # zsh ties a variable called path to PATH, so this one is called at
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

# Only a running server is asked, because opening the data takes too long. Errors are not shown.
_keyfob_ask() {
    if [ "$how" = all ]; then
        # shellcheck disable=SC2086
        keyfob $place complete "$1" 2>/dev/null </dev/null || true
    else
        echo yes
    fi
}

# Prints whether the option takes a value ($2 is none), or lists all its values ($2 is all).
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
