#compdef keyfob
# Completion of keyfob for zsh: source <(keyfob completion zsh)

_keyfob_in_sh() {
    emulate -L sh
@WORDS@
    _keyfob_words "$1" "$2"
}

_keyfob() {
    local before="${(j: :)words[2,CURRENT-1]}"
    local -a candidates
    candidates=("${(@f)$(_keyfob_in_sh "$before" "${words[CURRENT]}")}")
    if [[ "$candidates" = __files__ ]]; then
        _files
    else
        compadd -- "${(@)candidates:#}"
    fi
}

# If zsh loaded this file from its function path, it runs the file in place of the function.
if [[ "${funcstack[1]}" = _keyfob ]]; then
    _keyfob "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -u }
    compdef _keyfob keyfob
fi
