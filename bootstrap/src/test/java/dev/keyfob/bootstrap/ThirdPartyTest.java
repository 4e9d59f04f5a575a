package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks the notices of the libraries in the jar. The build lists what it ships in {@code target/shipped.txt}. */
class ThirdPartyTest {

    private static final String NOTICES = "META-INF/THIRD-PARTY.txt";
    private static final Pattern SHIPPED = Pattern.compile("([\\w.-]+:[\\w.-]+):jar:[^/\n]*:(/[^\n]*?\\.jar)");
    private static final Pattern NAMED = Pattern.compile("(?m)^ {2}([\\w.-]+:[\\w.-]+)$");
    private static final Pattern PACKED = Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom\\.properties");
    private static final Pattern FILE = Pattern.compile("(?<![.\\w/])(?:META-INF|dev|org)/[\\w./-]+\\w");

    @Test
    void every_library_that_is_shipped_has_its_notice_and_no_other_has() throws Exception {
        Set<String> shipped = new TreeSet<>();
        for (MatchResult library : shipped()) {
            shipped.add(library.group(1));
            shipped.addAll(packedIn(Path.of(library.group(2))));
        }

        Set<String> named = new TreeSet<>();
        NAMED.matcher(notices()).results().forEach(found -> named.add(found.group(1)));

        assertThat(named).contains("com.h2database:h2").isEqualTo(shipped);
    }

    @Test
    void every_file_that_the_notices_name_comes_with_a_library_or_with_keyfob() throws Exception {
        List<String> files =
                FILE.matcher(notices()).results().map(MatchResult::group).toList();

        assertThat(files)
                .contains("META-INF/licenses/EPL-2.0.txt")
                .allSatisfy(file -> assertThat(getClass().getClassLoader().getResource(file))
                        .isNotNull());
    }

    /** Browser libraries are not in that list, because they are unpacked from their packages. */
    @Test
    void the_files_for_browsers_have_their_notice_with_the_version_that_is_taken() throws Exception {
        String build = Files.readString(Path.of("..", "pom.xml"));
        for (String name : List.of("graphiql", "react")) {
            Matcher version =
                    Pattern.compile("<" + name + "\\.version>([^<]+)<").matcher(build);

            assertThat(version.find()).isTrue();
            assertThat(notices()).containsIgnoringCase("\n" + name + " " + version.group(1) + " (");
        }
    }

    private static List<MatchResult> shipped() throws IOException {
        return SHIPPED.matcher(Files.readString(Path.of("target/shipped.txt")))
                .results()
                .toList();
    }

    /** Returns the libraries that are packed into this one. */
    private static List<String> packedIn(Path library) throws IOException {
        try (JarFile jar = new JarFile(library.toFile())) {
            return jar.stream()
                    .flatMap(entry -> PACKED.matcher(entry.getName()).results())
                    .map(found -> found.group(1) + ":" + found.group(2))
                    .toList();
        }
    }

    private String notices() throws IOException {
        try (InputStream notices = getClass().getClassLoader().getResourceAsStream(NOTICES)) {
            return new String(notices.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
