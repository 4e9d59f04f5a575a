# Completion of keyfob for bash: source <(keyfob completion bash)

@WORDS@
_keyfob() {
    local line=${COMP_LINE:0:COMP_POINT} current before candidates IFS=$' \t\n'
    current=${line##*[[:space:]]}
    before=${line%"$current"}
    before=${before#*[[:space:]]}
    candidates=$(_keyfob_words "$before" "$current")
    if [ "$candidates" = __files__ ]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return
    fi
    mapfile -t COMPREPLY < <(compgen -W "$candidates" -- "$current")
    # Bash ends words at these characters, and inserts only what follows the last of them.
    local kept=${current%"${current##*[:=@]}"}
    COMPREPLY=("${COMPREPLY[@]#"$kept"}")
}

complete -F _keyfob keyfob
