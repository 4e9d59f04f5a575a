package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the manual. In {@code .ci/deb}, mandoc checks the syntax of every page. */
class PackageFilesTest {

    private final Map<String, String> manual = PackageFiles.manual(LocalDate.of(2026, 1, 1));

    @Test
    void every_command_has_a_page_also_those_below_others_and_those_of_this_process_alone() {
        assertThat(manual)
                .containsKeys("keyfob.1", "keyfob-token.1", "keyfob-token-create.1", "keyfob-serve.1", "keyfob-scan.1");
    }

    @Test
    void a_page_says_what_help_says_and_takes_no_word_for_a_request_of_roff() {
        String page = manual.getOrDefault("keyfob-token-create.1", "");

        assertThat(page)
                .startsWith(".TH KEYFOB\\-TOKEN\\-CREATE 1 2026-01-01 Keyfob Keyfob\n.SH NAME\n")
                .contains("keyfob\\-token\\-create \\- Create a token for a user\n")
                .contains(".TP\n\\fB\\-\\-owner\\fR \\fIEMAIL\\fR\nWhose token it is.\n")
                .endsWith(".SH SEE ALSO\n.BR keyfob\\-token (1)\n");
        assertThat(page.lines()).allMatch(line -> !line.startsWith(".") || line.matches("\\.(TH|SH|TP|BR|nf|fi|sp).*"));
    }
}
