package dev.keyfob.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {

    private static final Email ALICE = new Email("alice@example.com");

    @ParameterizedTest
    @ValueSource(
            strings = {"alice likes green tea", "correct horse battery staple", " fifteen chars ", "日本語の長い合言葉を使うと安全です"})
    void long_passwords_of_any_characters_are_taken_as_they_are(String typed) {
        assertThat(Password.parse(typed, ALICE).reveal()).isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaaa",
                "123456789012345",
                "qwertyuiopasdfgh",
                "passwordpassword",
                "PasswordPassword1",
                "abcabcabcabcabcabc",
                "alice@example.com",
                "alicealicealice1",
                "1qaz2wsx3edc4rfv",
                "polniypizdec0211", // in the list of common passwords, in another case
                "MAILCREATED5240",
                "\uff4dailcreated5240" // the same in another encoding
            })
    void what_anyone_would_try_first_is_refused(String typed) {
        assertRefused(typed, Reason.PASSWORD_GUESSABLE);
    }

    @Test
    void length_has_its_bounds() {
        assertRefused("fourteen chars", Reason.PASSWORD_TOO_SHORT);
        assertRefused("long enough to be refused ".repeat(10), Reason.PASSWORD_TOO_LONG);
        assertThat(Password.parse("sixty-four and more ".repeat(5).strip(), new Email("bob@example.com"))
                        .reveal())
                .hasSize(99);
    }

    // Keyboards encode an é differently, and NIST SP 800-63B requires that all forms compare as equal.
    @Test
    void all_spellings_of_a_password_are_one_password() {
        String composed = "caf\u00e9 au lait, s'il vous pla\u00eet";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);

        assertThat(Password.parse(decomposed, ALICE).reveal())
                .isEqualTo(Password.parse(composed, ALICE).reveal());
        assertThat(Password.attempt(decomposed).reveal())
                .isEqualTo(Password.attempt(composed).reveal());
        assertThat(Password.attempt("\uff34\uff25\uff21").reveal()).isEqualTo("TEA");
        assertThat(Password.attempt("green tea").revealSpellings()).containsExactly("green tea");
        assertThat(Password.attempt(decomposed).revealSpellings()).containsExactly(composed, decomposed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice likes green tea\n",
                "alice likes\tgreen tea",
                "alice likes green tea\0",
                "alice likes\u2028green tea",
                "\ufeffalice likes green tea",
                "alice likes\u200bgreen tea",
                "alice likes green tea \ufffd",
                "alice likes green tea \ud83d"
            })
    void what_nobody_can_type_again_is_refused(String typed) {
        assertRefused(typed, Reason.PASSWORD_NOT_PLAIN);
    }

    @Test
    void a_character_outside_the_basic_plane_counts_once() {
        assertRefused("\ud83d\udd11\ud83c\udf75\ud83d\udc22\ud83c\udf0a\ud83c\udfbb green", Reason.PASSWORD_TOO_SHORT);
    }

    // Every password typed at sign-in is tried as it is, but the server never hashes a very long text.
    @Test
    void an_attempt_of_any_length_is_taken_and_one_too_long_is_no_password() {
        assertThat(Password.attempt(" x ").reveal()).isEqualTo(" x ");
        assertThat(Password.attempt("x".repeat(256)).reveal()).hasSize(256);
        assertThat(Password.attempt("x".repeat(257)).reveal()).isEmpty();
        assertThat(Password.attempt("e\u0301".repeat(256)).reveal()).isEqualTo("\u00e9".repeat(256));
        assertThat(Password.attempt("\ufdfa".repeat(256)).revealSpellings()).containsExactly("\ufdfa".repeat(256));
        assertThat(Password.attempt("e\u0301".repeat(10_000)).reveal()).isEmpty();
    }

    @Test
    void its_text_hides_it() {
        assertThat(Password.attempt("alice likes green tea")).hasToString("Password[hidden]");
    }

    private static void assertRefused(String typed, Reason reason) {
        assertThatThrownBy(() -> Password.parse(typed, ALICE))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.reason()).isEqualTo(reason));
    }
}
