package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks that a class has the tag for slow tests if and only if its name ends accordingly.
 */
class WholeTestsTest {

    /** Annotations of a class are at the beginning of the line, those of its methods are indented. */
    private static final Pattern TAGGED_CLASS = Pattern.compile("^@Tag\\(\"whole\"\\)$", Pattern.MULTILINE);

    private static final Pattern TAG = Pattern.compile("@Tag\\(([^)]*)\\)");

    @Test
    void a_class_is_named_whole_test_where_it_is_tagged_whole() throws IOException {
        List<Path> tests = tests();

        assertThat(tests)
                .hasSizeGreaterThan(150)
                .allSatisfy(test -> assertThat(
                                TAGGED_CLASS.matcher(Files.readString(test)).find())
                        .as("tagged whole")
                        .isEqualTo(test.toString().endsWith("WholeTest.java")));
    }

    // A test with any other tag would run every day, whatever its author intended.
    @Test
    void there_is_no_other_tag() throws IOException {
        for (Path test : tests()) {
            Matcher tags = TAG.matcher(Files.readString(test));

            assertThat(tags.results().map(tag -> tag.group(1))).as("%s", test).allMatch("\"whole\""::equals);
        }
    }

    private static List<Path> tests() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(WholeTestsTest::testsBelow)
                    .toList();
        }
    }

    private static Stream<Path> testsBelow(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith("Test.java")).toList().stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
