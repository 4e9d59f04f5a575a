package dev.keyfob.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReasonTest {

    // Programs compare these codes. Add new ones here, and never change or remove one.
    @Test
    void the_codes_stay_as_they_are() {
        assertThat(Reason.values())
                .extracting(Reason::code)
                .contains(
                        "unknown_permission",
                        "role_bound",
                        "session_only",
                        "not_granted",
                        "role_missing",
                        "switched_off",
                        "malformed",
                        "unknown_token",
                        "expired",
                        "revoked",
                        "owner_disabled",
                        "name_missing",
                        "name_too_long",
                        "note_too_long",
                        "note_not_plain",
                        "name_not_plain",
                        "name_taken",
                        "expiry_unreadable",
                        "expiry_past",
                        "expiry_too_far",
                        "expiry_required",
                        "permission_unreadable",
                        "permission_above_ceiling",
                        "too_many_tokens",
                        "id_unreadable",
                        "email_unreadable",
                        "email_taken",
                        "email_reserved",
                        "identity_unreadable",
                        "identity_taken",
                        "identity_not_found",
                        "last_way_to_sign_in",
                        "email_not_reserved",
                        "role_unreadable",
                        "password_too_short",
                        "password_too_long",
                        "password_guessable",
                        "password_wrong",
                        "password_not_set",
                        "local_sign_in_off",
                        "user_disabled",
                        "code_refused",
                        "cursor_unreadable",
                        "query_unreadable",
                        "client_name_unreadable",
                        "client_name_taken",
                        "token_not_found",
                        "user_not_found",
                        "client_not_found",
                        "not_signed_in",
                        "sign_in_failed",
                        "sign_in_too_soon",
                        "too_many_requests",
                        "too_many_changes",
                        "too_many_at_once",
                        "too_busy",
                        "superseded",
                        "reused",
                        "self_rotation_off",
                        "overlap_unreadable",
                        "overlap_too_long",
                        "rotation_pending",
                        "rotation_finished");
    }

    // In Turkish, the lower case of "I" is another letter.
    @Test
    void a_code_does_not_depend_on_where_the_server_stands() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));

            assertThat(Reason.SIGN_IN_FAILED.code()).isEqualTo("sign_in_failed");
        } finally {
            Locale.setDefault(before);
        }
    }
}
