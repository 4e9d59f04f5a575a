package dev.keyfob.bootstrap;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Detects text of a command that Java could not decode. In a locale such as C, Java replaces every byte outside ASCII
 * with U+FFFD in arguments, variables and the path of the working directory. A name or a path would then be stored
 * wrongly.
 */
final class UndecodableText {

    private static final String REPLACEMENT = "\uFFFD";

    private UndecodableText() {}

    /** Returns a message if there is such text. The message does not repeat the text, because it may be a secret. */
    static Optional<String> in(Map<String, String> environment, String workingDirectory, String... args) {
        Stream<String> words =
                Stream.of(args).filter(UndecodableText::isUndecodable).map(word -> "A word of this command");
        Stream<String> variables = environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("KEYFOB_") && isUndecodable(variable.getValue()))
                .map(variable -> "The variable " + variable.getKey());
        Stream<String> directory = Stream.of(workingDirectory)
                .filter(UndecodableText::isUndecodable)
                .map(path -> "The path of the working directory");
        return Stream.of(words, variables, directory)
                .flatMap(each -> each)
                .findFirst()
                .map(what -> what + " holds characters that this locale's encoding, "
                        + System.getProperty("sun.jnu.encoding")
                        + ", does not have. Nothing was done. Set LC_ALL=C.UTF-8, and give the command again.");
    }

    private static boolean isUndecodable(String text) {
        return text.contains(REPLACEMENT);
    }
}
