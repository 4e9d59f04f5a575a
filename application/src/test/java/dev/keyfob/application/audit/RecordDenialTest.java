package dev.keyfob.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordDenialTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void a_denial_is_noted_with_who_what_and_from_where() {
        Actor alice = keyfob.signedIn(keyfob.alice);

        keyfob.useCases.audit.recordDenial.record(
                alice, Permission.TOKEN_MANAGE, "GET /admin/users", "GET /admin/users");

        assertThat(keyfob.audited(AuditAction.ACCESS_DENIED)).singleElement().satisfies(entry -> {
            assertThat(entry.succeeded()).isFalse();
            assertThat(entry.actor().name()).isEqualTo("alice@example.com");
            assertThat(entry.subject().id()).isEqualTo("token:manage");
            assertThat(entry.subject().name()).isEqualTo("GET /admin/users");
            assertThat(entry.address()).isEqualTo("192.0.2.1");
        });
        assertThat(own("alice@example.com")).extracting(AuditEntry::action).contains(AuditAction.ACCESS_DENIED);
    }

    @Test
    void a_flood_of_denials_is_noted_once_a_minute_for_each_act_and_sixty_times_an_hour() {
        Actor alice = keyfob.signedIn(keyfob.alice);
        for (int i = 0; i < 1000; i++) {
            keyfob.useCases.audit.recordDenial.record(alice, Permission.TOKEN_MANAGE, "one act", "one act on " + i);
        }
        assertThat(keyfob.audited(AuditAction.ACCESS_DENIED)).hasSize(1);
        keyfob.clock.advance(Duration.ofMinutes(1));
        keyfob.useCases.audit.recordDenial.record(alice, Permission.TOKEN_MANAGE, "one act", "one act");
        assertThat(keyfob.audited(AuditAction.ACCESS_DENIED)).hasSize(2);

        // One user with many tokens and many different acts.
        for (int i = 0; i < 400; i++) {
            Actor token = new Actor.Bearer(
                    keyfob.tokenOf(keyfob.alice, "CI " + i).token(), keyfob.alice, keyfob.settings.ceiling(), "");
            keyfob.useCases.tokens.revokeToken.revoke(
                    keyfob.operator, ((Actor.Bearer) token).token().id());
            keyfob.useCases.audit.recordDenial.record(token, Permission.TOKEN_MANAGE, "act " + i, "act " + i);
        }
        assertThat(keyfob.audited(AuditAction.ACCESS_DENIED)).hasSize(60);
        // Other users have their own limit, and after an hour denials are recorded again.
        keyfob.useCases.audit.recordDenial.record(
                keyfob.signedIn(keyfob.bob), Permission.TOKEN_MANAGE, "one act", "x".repeat(1000));
        assertThat(keyfob.audited(AuditAction.ACCESS_DENIED)).hasSize(61);
        keyfob.clock.advance(Duration.ofMinutes(61));
        keyfob.useCases.audit.recordDenial.record(alice, Permission.TOKEN_MANAGE, "one act", "one act");
        assertThat(keyfob.audited(AuditAction.ACCESS_DENIED)).hasSize(62);
    }

    private List<AuditEntry> own(String email) {
        return keyfob.useCases
                .audit
                .showOwnSecurityLog
                .show(
                        keyfob.signedIn(
                                keyfob.users.findByEmail(Email.parse(email)).orElseThrow()),
                        AuditFilter.everything(),
                        PageRequest.first())
                .items();
    }
}
