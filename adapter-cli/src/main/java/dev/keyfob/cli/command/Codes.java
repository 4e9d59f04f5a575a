package dev.keyfob.cli.command;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Finds constants by their codes, as they are typed in options. */
public final class Codes {

    private Codes() {}

    public static <T> Optional<T> find(String typed, T[] all, Function<T, String> code) {
        return Stream.of(all).filter(each -> code.apply(each).equals(typed)).findFirst();
    }

    /** Refuses an unknown code with a sentence that lists all. {@code what} is its subject, such as {@code A state}. */
    public static <T> T parse(String typed, T[] all, Function<T, String> code, String what, CommandSpec command) {
        return find(typed, all, code)
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        what + " is one of " + Stream.of(all).map(code).collect(Collectors.joining(", ")) + "."));
    }
}
