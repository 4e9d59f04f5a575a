package dev.keyfob.cli.token;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Parses a number of days such as {@code 90d}. */
final class Days {

    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,4}d");

    private Days() {}

    static Duration parse(String typed, CommandSpec command) {
        if (!FORM.matcher(typed).matches()) {
            throw new ParameterException(
                    command.commandLine(), "Give a number of days, at least 1d, such as 90d, not '" + typed + "'.");
        }
        return Duration.ofDays(Long.parseLong(typed.substring(0, typed.length() - 1)));
    }
}
