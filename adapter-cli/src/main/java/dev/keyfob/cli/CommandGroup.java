package dev.keyfob.cli;

import java.util.stream.Stream;

/** A group whose commands are classes of their own, in the order of its page of help. */
interface CommandGroup {

    Stream<Object> commands();
}
