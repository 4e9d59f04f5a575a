package dev.keyfob.cli.terminal;

/** Whether the output of a command was written. */
public enum OutputState {
    WHOLE,

    /** The program that read the output has ended, such as {@code head} after enough lines. */
    READER_GONE,

    /** The disk is full, or the stream is closed. */
    LOST
}
