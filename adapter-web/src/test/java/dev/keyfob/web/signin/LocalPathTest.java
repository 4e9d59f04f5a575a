package dev.keyfob.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalPathTest {

    @Test
    void a_long_query_is_cut_off_and_a_path_that_is_too_long_itself_leads_home() {
        assertThat(path("/admin/tokens?q=ci").atMost(18)).isEqualTo(path("/admin/tokens?q=ci"));
        assertThat(path("/admin/tokens?q=ci").atMost(17)).isEqualTo(path("/admin/tokens"));
        assertThat(path("/admin/tokens?q=ci").atMost(12)).isEqualTo(LocalPath.HOME);
        assertThat(path("/" + "a".repeat(3000)).atMost(2000)).isEqualTo(LocalPath.HOME);
    }

    private static LocalPath path(String text) {
        return LocalPath.parse(text).orElseThrow();
    }
}
