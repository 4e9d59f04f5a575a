package dev.keyfob.cli;

/** What became of the text that a command printed. */
public enum OutputState {
    WHOLE,

    /** The program that read it, such as {@code head}, has ended: it wanted no more. */
    READER_GONE,

    /** The disk is full, or the stream is closed. */
    LOST
}
