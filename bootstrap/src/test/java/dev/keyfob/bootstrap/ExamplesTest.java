package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.cli.usage.Examples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** The help of each command ends with example command lines, and Keyfob can parse all of them. */
class ExamplesTest {

    private static final String ID = "0c2f7b6e-52a1-4d5f-9a39-6f1f2a7c9b10";

    /** A word of a shell command: text in double quotes is one word. */
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TestFactory
    Stream<DynamicTest> every_command_has_examples_that_are_understood() {
        return all(CommandNames.everything())
                .map(command -> DynamicTest.dynamicTest(
                        command.getCommandSpec().qualifiedName(), () -> assertHasGoodExamples(command)));
    }

    private void assertHasGoodExamples(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        List<String> examples = Arrays.stream(
                        command.getCommandSpec().usageMessage().footer())
                .filter(line -> line.startsWith("  "))
                .map(String::strip)
                .toList();

        assertThat(command.getCommandSpec().usageMessage().footerHeading()).isEqualTo(Examples.HEADING);
        assertThat(examples).as(name).isNotEmpty();
        for (String example : examples) {
            CommandLine.ParseResult parsed = CommandNames.everything().parseArgs(wordsOf(example));
            while (parsed.hasSubcommand()) {
                parsed = parsed.subcommand();
            }
            assertThat(parsed.commandSpec().qualifiedName()).as(example).startsWith(name);
            assertThat(parsed.commandSpec().subcommands()).as(example).isEmpty();
        }
    }

    private static String[] wordsOf(String example) {
        String command = example.substring(example.indexOf("keyfob") + "keyfob".length());
        String alone = Optional.of(command)
                .map(line -> line.split(" [<>|]|\\)", 2)[0])
                .orElseThrow()
                .replace(" ID", " " + ID);
        List<String> words = new ArrayList<>();
        WORD.matcher(alone)
                .results()
                .forEach(word -> words.add(Optional.ofNullable(word.group(1)).orElseGet(word::group)));
        return words.toArray(String[]::new);
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(ExamplesTest::all));
    }
}
