package dev.keyfob.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditActionTest {

    @Test
    void the_codes_in_old_logs_keep_their_meaning() {
        assertThat(AuditAction.values())
                .extracting(AuditAction::code)
                .contains(
                        "token.created",
                        "token.revoked",
                        "user.added",
                        "user.disabled",
                        "user.enabled",
                        "password.changed",
                        "password.link.issued",
                        "password.link.used",
                        "session.started",
                        "session.refused",
                        "session.ended",
                        "token.rotated",
                        "token.rotation.repeated",
                        "token.rotation.finished",
                        "token.reused",
                        "token.prepared",
                        "token.rotation.asked",
                        "token.pickup.declined",
                        "token.pickup.withdrawn");
    }
}
