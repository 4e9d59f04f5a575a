package dev.keyfob.domain.user;

/** The state of the first account's creation. */
public enum SetupState {
    /** An account exists. */
    DONE,
    /** No account exists, and a set-up code can create the first one. */
    BY_CODE,
    /** No account exists, and the set-up code has expired. The next start of the server creates a new code. */
    CODE_ENDED,
    /** No account exists, and there is no set-up code. The operator adds the first account with a command. */
    BY_COMMAND
}
