package dev.keyfob.domain.user;

/** How far the making of the first account is. */
public enum SetupState {
    /** Somebody has an account. */
    DONE,
    /** Nobody has, and there is a code to make the first one with. */
    BY_CODE,
    /** Nobody has, and the code has ended. The next start makes another. */
    CODE_ENDED,
    /** Nobody has, and there is no code: the operator adds the first one by command. */
    BY_COMMAND
}
