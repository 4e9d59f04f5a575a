package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link AuditLog} must pass. */
public abstract class AuditLogContract {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.123456Z");

    protected abstract AuditLog auditLog();

    @Test
    void an_entry_comes_back_as_it_was_written() {
        AuditEntry refused = new AuditEntry(
                UUID.randomUUID(),
                NOW,
                AuditParty.stranger(new Email("alice@example.com")),
                AuditAction.SESSION_REFUSED,
                AuditParty.stranger(),
                false,
                "2001:db8::1");

        auditLog().append(refused);

        assertThat(auditLog()
                        .list(AuditFilter.everything(), PageRequest.first())
                        .items())
                .containsExactly(refused);
    }

    @Test
    void the_latest_comes_first() {
        AuditEntry first = entry(NOW);
        AuditEntry second = entry(NOW.plusMillis(1));
        auditLog().append(first);
        auditLog().append(second);

        assertThat(auditLog()
                        .list(AuditFilter.everything(), PageRequest.first())
                        .items())
                .containsExactly(second, first);
    }

    @Test
    void pages_hold_every_entry_once_also_where_times_are_equal_and_more_is_written_meanwhile() {
        List<AuditEntry> written = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            written.add(entry(NOW));
            auditLog().append(written.get(i));
        }

        List<AuditEntry> read = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        do {
            Page<AuditEntry> page = auditLog().list(AuditFilter.everything(), new PageRequest(3, after));
            read.addAll(page.items());
            after = page.next();
            auditLog().append(entry(NOW.plusSeconds(1)));
        } while (after.isPresent());

        assertThat(read).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void entries_are_found_by_action_by_whom_they_are_about_and_by_time() {
        User alice = User.joining(new Email("alice@example.com"), Set.of(), NOW);
        User bob = User.joining(new Email("bob@example.com"), Set.of(), NOW);
        AuditEntry acted = about(AuditParty.user(alice), AuditAction.USER_DISABLED, AuditParty.user(bob), NOW);
        AuditEntry actedOn =
                about(AuditParty.user(bob), AuditAction.USER_ENABLED, AuditParty.user(alice), NOW.plusSeconds(1));
        AuditEntry both =
                about(AuditParty.user(alice), AuditAction.USER_ENABLED, AuditParty.user(alice), NOW.plusSeconds(2));
        AuditEntry neither =
                about(AuditParty.operator(), AuditAction.USER_ADDED, AuditParty.user(bob), NOW.plusSeconds(3));
        List.of(acted, actedOn, both, neither).forEach(auditLog()::append);

        AuditFilter aboutAlice = AuditFilter.about(alice.id().toString());
        assertThat(auditLog().list(aboutAlice, PageRequest.first()).items()).containsExactly(both, actedOn, acted);
        Page<AuditEntry> first = auditLog().list(aboutAlice, new PageRequest(2, Optional.empty()));
        assertThat(first.items()).containsExactly(both, actedOn);
        assertThat(auditLog().list(aboutAlice, new PageRequest(2, first.next())).items())
                .containsExactly(acted);
        Page<AuditEntry> last = auditLog().list(aboutAlice, new PageRequest(2, first.next()));
        assertThat(auditLog()
                        .list(aboutAlice, new PageRequest(2, last.previous(), true))
                        .items())
                .containsExactly(both, actedOn);
        assertThat(auditLog().countUpTo(aboutAlice, 2)).isEqualTo(2);
        assertThat(auditLog().countUpTo(aboutAlice, 4)).isEqualTo(3);
        assertThat(auditLog().countUpTo(AuditFilter.everything(), 3)).isEqualTo(3);
        assertThat(auditLog()
                        .list(
                                new AuditFilter(
                                        Optional.of(AuditAction.USER_ENABLED),
                                        Optional.empty(),
                                        Optional.of(NOW.plusSeconds(1)),
                                        Optional.of(NOW.plusSeconds(2))),
                                PageRequest.first())
                        .items())
                .containsExactly(actedOn);
    }

    @Test
    void an_account_has_what_was_done_to_it_and_what_it_did_to_no_other() {
        User alice = User.joining(new Email("alice@example.com"), Set.of(), NOW);
        User bob = User.joining(new Email("bob@example.com"), Set.of(), NOW);
        String owner = alice.id().toString();
        AuditParty token =
                new AuditParty(AuditParty.Kind.TOKEN, UUID.randomUUID().toString(), "CI", owner);
        AuditEntry ofToken = about(AuditParty.operator(), AuditAction.TOKEN_REVOKED, token, NOW);
        AuditEntry signedIn =
                about(AuditParty.user(alice), AuditAction.SESSION_STARTED, AuditParty.user(alice), NOW.plusSeconds(1));
        AuditEntry byToken = about(
                token,
                AuditAction.ACCESS_DENIED,
                new AuditSubject.Lacked(Permission.TOKEN_MANAGE, "it").asParty(),
                NOW.plusSeconds(2));
        AuditEntry toBob =
                about(AuditParty.user(alice), AuditAction.USER_DISABLED, AuditParty.user(bob), NOW.plusSeconds(3));
        List.of(ofToken, signedIn, byToken, toBob).forEach(auditLog()::append);

        AuditFilter own = AuditFilter.everything().ofAccount(alice.id());
        assertThat(auditLog().list(own, PageRequest.first()).items()).containsExactly(byToken, signedIn, ofToken);
        Page<AuditEntry> first = auditLog().list(own, new PageRequest(2, Optional.empty()));
        assertThat(first.items()).containsExactly(byToken, signedIn);
        assertThat(auditLog().list(own, new PageRequest(2, first.next())).items())
                .containsExactly(ofToken);
        assertThat(auditLog()
                        .list(
                                new AuditFilter(
                                                Optional.of(AuditAction.TOKEN_REVOKED),
                                                Optional.of(token.id()),
                                                Optional.empty(),
                                                Optional.empty())
                                        .ofAccount(alice.id()),
                                PageRequest.first())
                        .items())
                .containsExactly(ofToken);
    }

    private static AuditEntry about(AuditParty actor, AuditAction action, AuditParty subject, Instant at) {
        return new AuditEntry(UUID.randomUUID(), at, actor, action, subject, true, "192.0.2.1");
    }

    private static AuditEntry entry(Instant at) {
        return new AuditEntry(
                UUID.randomUUID(),
                at,
                AuditParty.operator(),
                AuditAction.USER_ADDED,
                AuditParty.stranger(new Email("bob@example.com")),
                true,
                "command line");
    }
}
