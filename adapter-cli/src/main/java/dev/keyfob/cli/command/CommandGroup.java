package dev.keyfob.cli.command;

import java.util.stream.Stream;

/** A command group in which each command is a class. The commands are in the order of the help page. */
public interface CommandGroup {

    Stream<Object> commands();
}
