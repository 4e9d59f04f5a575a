# Completion of keyfob for fish: keyfob completion fish | source

set -g __keyfob_script '
@WORDS@
_keyfob_words "$1" "$2"
'

function __keyfob_complete
    set -l words (commandline -opc)
    set -l candidates (sh -c $__keyfob_script keyfob (string join " " -- $words[2..-1]) (commandline -ct))
    if test "$candidates" = __files__
        __fish_complete_path (commandline -ct)
    else
        printf "%s\n" $candidates
    end
end

complete -c keyfob -f -a "(__keyfob_complete)"
