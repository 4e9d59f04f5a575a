package dev.keyfob.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.audit.AuditFormat;
import dev.keyfob.domain.audit.ChainEnds;
import dev.keyfob.domain.audit.ChainFault;
import dev.keyfob.domain.audit.ChainPosition;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditUseCasesTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    // --- cutting

    @Test
    void a_cut_leaves_a_record_of_itself_and_a_chain_that_is_intact_from_there() {
        keyfob.tokenOf(keyfob.alice, "Old");
        ChainPosition last = keyfob.auditLog.ends().head();
        keyfob.clock.advance(Duration.ofDays(400));
        keyfob.tokenOf(keyfob.alice, "New");
        Instant before = keyfob.clock.instant().minus(Duration.ofDays(366));
        assertThat(keyfob.useCases.audit.cutAudit.count(keyfob.operator, before))
                .isEqualTo(last.number());

        List<Long> told = new ArrayList<>();
        long removed = keyfob.useCases.audit.cutAudit.cut(keyfob.operator, before, "  Jane\u202e Roe ", told::add);

        assertThat(removed).isEqualTo(last.number());
        assertThat(told).endsWith(removed);
        assertThat(keyfob.auditLog.entries)
                .extracting(AuditEntry::action)
                .containsExactly(AuditAction.TOKEN_CREATED, AuditAction.AUDIT_CUT);
        AuditEntry cut = keyfob.auditLog.entries.get(1);
        assertThat(cut.subject().id()).isEqualTo(last.toString());
        assertThat(cut.subject().name()).isEqualTo(removed + " entries, signed off by Jane? Roe");
        assertThat(verify().isIntact()).isTrue();
        assertThat(verify().ends().base()).isEqualTo(last);
        assertThat(keyfob.useCases.audit.cutAudit.count(keyfob.operator, before))
                .isZero();
    }

    @Test
    void a_cut_that_was_interrupted_counts_as_cut_and_is_finished_by_the_next() {
        for (int i = 0; i < 5; i++) {
            keyfob.tokenOf(keyfob.alice, "Token " + i);
        }
        keyfob.clock.advance(Duration.ofDays(400));
        Instant before = keyfob.clock.instant().minus(Duration.ofDays(366));
        ChainPosition last = keyfob.auditLog.ends().head();
        // All that has happened before the machine went down: the record, and part of the removal.
        assertThatThrownBy(() -> keyfob.useCases.audit.cutAudit.cut(keyfob.operator, before, "Jane Roe", done -> {
                    throw new IllegalStateException("the power went");
                }))
                .hasMessage("the power went");
        assertThat(verify().isIntact()).isTrue();

        assertThat(keyfob.useCases.audit.cutAudit.cut(keyfob.operator, before, "Somebody else", done -> {}))
                .isZero();

        assertThat(verify().isIntact()).isTrue();
        assertThat(keyfob.auditLog.entries)
                .filteredOn(entry -> entry.action() == AuditAction.AUDIT_CUT)
                .hasSize(1);
        assertThat(keyfob.auditLog.ends().base()).isEqualTo(last);
    }

    @Test
    void between_record_and_removal_the_log_is_intact_and_the_next_cut_goes_on() {
        keyfob.tokenOf(keyfob.alice, "Old");
        keyfob.clock.advance(Duration.ofDays(400));
        Instant before = keyfob.clock.instant().minus(Duration.ofDays(366));
        ChainPosition last = keyfob.auditLog.ends().head();
        var removed = List.copyOf(keyfob.auditLog.records);
        keyfob.useCases.audit.cutAudit.cut(keyfob.operator, before, "Jane Roe", done -> {});
        // Back to the moment after two of the removed: they are there again, and the beginning is before the third.
        keyfob.auditLog.records.addAll(removed.subList(2, removed.size()));
        keyfob.auditLog.ends.set(
                new ChainEnds(removed.get(1).position(), keyfob.auditLog.ends().head()));

        assertThat(verify().isIntact()).isTrue();
        assertThat(keyfob.useCases.audit.cutAudit.count(keyfob.operator, before))
                .isEqualTo(removed.size() - 2);
        assertThat(keyfob.useCases.audit.cutAudit.cut(keyfob.operator, before, "Jane Roe", done -> {}))
                .isEqualTo(removed.size() - 2);
        assertThat(keyfob.auditLog.ends().base()).isEqualTo(last);
    }

    @Test
    void a_removal_beyond_what_was_signed_off_is_found() {
        keyfob.tokenOf(keyfob.alice, "Old");
        keyfob.clock.advance(Duration.ofDays(400));
        keyfob.useCases.audit.cutAudit.cut(
                keyfob.operator, keyfob.clock.instant().minus(Duration.ofDays(366)), "Jane Roe", done -> {});
        keyfob.tokenOf(keyfob.alice, "New");
        keyfob.auditLog.ends.set(new ChainEnds(
                keyfob.auditLog.records.get(0).position(),
                keyfob.auditLog.ends().head()));
        keyfob.auditLog.records.remove(0);

        ChainFault fault = verify().fault().orElseThrow();

        assertThat(fault.kind()).isEqualTo(ChainFault.Kind.MISSING);
        assertThat(fault.explanation()).contains("no record of a cut in the log covers that");
    }

    @Test
    void what_is_recent_is_not_cut_nor_is_a_log_that_is_not_intact() {
        keyfob.tokenOf(keyfob.alice, "Old");
        Instant now = keyfob.clock.instant();
        assertRefused(Reason.AUDIT_TOO_RECENT, () -> keyfob.useCases.audit.cutAudit.count(keyfob.operator, now));
        assertRefused(
                Reason.AUDIT_TOO_RECENT,
                () -> keyfob.useCases.audit.cutAudit.cut(keyfob.operator, now, "Jane Roe", done -> {}));

        keyfob.clock.advance(Duration.ofDays(400));
        keyfob.auditLog.records.remove(1);
        assertRefused(
                Reason.AUDIT_NOT_INTACT,
                () -> keyfob.useCases.audit.cutAudit.cut(
                        keyfob.operator, keyfob.clock.instant().minus(Duration.ofDays(366)), "Jane Roe", done -> {}));
    }

    @Test
    void people_without_the_role_verify_export_and_cut_nothing() {
        Actor alice = keyfob.signedIn(keyfob.alice);
        Instant longAgo = keyfob.clock.instant().minus(Duration.ofDays(500));

        assertRefused(
                Reason.ROLE_MISSING,
                () -> keyfob.useCases.audit.verifyAudit.verify(alice, Optional.empty(), done -> {}));
        assertRefused(Reason.ROLE_MISSING, () -> keyfob.useCases.audit.verifyAudit.head(alice));
        assertRefused(
                Reason.ROLE_MISSING,
                () -> keyfob.useCases.audit.exportAudit.export(alice, all(), text -> {}, done -> {}));
        assertRefused(
                Reason.ROLE_MISSING, () -> keyfob.useCases.audit.cutAudit.cut(alice, longAgo, "alice", done -> {}));
    }

    // --- exporting

    @Test
    void an_export_is_audited_and_ends_with_the_entry_about_itself() {
        keyfob.tokenOf(keyfob.alice, "CI");
        StringBuilder text = new StringBuilder();

        long written = keyfob.useCases.audit.exportAudit.export(
                keyfob.signedIn(keyfob.admin), all(), text::append, done -> {});

        assertThat(text.toString().lines()).hasSize((int) written);
        assertThat(text.toString().lines().reduce((one, other) -> other).orElseThrow())
                .contains("\"action\":\"audit.exported\"", "\"actor_name\":\"admin@example.com\"", "\"jsonl\"")
                .contains("\"hash\":\"" + keyfob.auditLog.ends().head().hash() + "\"");
    }

    @Test
    void an_export_holds_the_span_that_was_asked_for_and_says_so_in_the_log() {
        keyfob.tokenOf(keyfob.alice, "Before");
        keyfob.clock.advance(Duration.ofHours(1));
        Instant since = keyfob.clock.instant();
        keyfob.tokenOf(keyfob.alice, "Within");
        keyfob.clock.advance(Duration.ofHours(1));
        Instant until = keyfob.clock.instant();
        keyfob.tokenOf(keyfob.alice, "After");
        StringBuilder text = new StringBuilder();

        keyfob.useCases.audit.exportAudit.export(
                keyfob.operator,
                new ExportAudit.Wanted(AuditFormat.CSV, Optional.of(since), Optional.of(until)),
                text::append,
                done -> {});

        assertThat(text.toString()).contains("Within").doesNotContain("Before").doesNotContain("After");
        assertThat(keyfob.auditLog.entries)
                .last()
                .satisfies(entry -> assertThat(entry.subject().name())
                        .isEqualTo("csv from 2026-11-24T10:30:00Z before 2026-11-24T11:30:00Z"));
    }

    @Test
    void an_export_that_cannot_be_audited_gives_nothing_out() {
        StringBuilder text = new StringBuilder();
        ExportAudit export = new ExportAudit(
                keyfob.transactions,
                new AuditLog() {
                    @Override
                    public void append(AuditEntry entry) {
                        throw new IllegalStateException("cannot be written");
                    }

                    @Override
                    public Page<AuditEntry> list(AuditFilter filter, PageRequest page) {
                        return keyfob.auditLog.list(filter, page);
                    }
                },
                new ChangeLimit(keyfob.clock),
                keyfob.auditLog,
                keyfob.clock);

        assertThatThrownBy(() -> export.export(keyfob.operator, all(), text::append, done -> {}))
                .hasMessage("cannot be written");
        assertThat(text).isEmpty();
    }

    // --- one's own log

    @Test
    void people_see_what_happened_to_their_account_and_tokens_and_nothing_of_others() {
        CreatedToken ofAlice = keyfob.tokenOf(keyfob.alice, "Laptop");
        CreatedToken ofBob = keyfob.tokenOf(keyfob.bob, "Bob's own");
        keyfob.useCases.sessions.signIn.signIn(
                keyfob.alice.email(), Password.parse(InMemoryKeyfob.ALICE_PASSWORD, keyfob.alice.email()), "192.0.2.7");
        Actor admin = keyfob.signedIn(keyfob.admin);
        keyfob.useCases.tokens.suspendToken.suspend(admin, ofAlice.token().id());
        keyfob.useCases.tokens.revokeToken.revoke(admin, ofBob.token().id());
        keyfob.useCases.users.setRoles.set(keyfob.operator, keyfob.alice.email(), List.of(Role.ADMIN));

        List<AuditEntry> seen = own(keyfob.alice.email().value());

        assertThat(seen)
                .extracting(AuditEntry::action)
                .containsExactlyInAnyOrder(
                        AuditAction.USER_ROLES_CHANGED,
                        AuditAction.TOKEN_SUSPENDED,
                        AuditAction.SESSION_STARTED,
                        AuditAction.TOKEN_CREATED,
                        AuditAction.USER_ADDED);
        assertThat(seen.toString()).doesNotContain("bob").doesNotContain("Bob").doesNotContain("admin@example.com");
        assertThat(seen)
                .filteredOn(entry -> entry.action() == AuditAction.TOKEN_SUSPENDED)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor().name()).isEqualTo("an administrator");
                    assertThat(entry.actor().id()).isEmpty();
                    assertThat(entry.address()).isEmpty();
                });
        // Whoever administrates sees there what concerns them, not whom they administrated.
        assertThat(own("admin@example.com").toString()).doesNotContain("Laptop").doesNotContain("Bob's own");
    }

    @Test
    void a_refused_sign_in_shows_with_its_address_and_a_token_cannot_read_the_log() {
        assertThatThrownBy(() -> keyfob.useCases.sessions.signIn.signIn(
                        keyfob.alice.email(),
                        Password.parse("a wrong password indeed", keyfob.alice.email()),
                        "203.0.113.9"))
                .isInstanceOf(Refusal.class);

        assertThat(own("alice@example.com"))
                .filteredOn(entry -> entry.action() == AuditAction.SESSION_REFUSED)
                .singleElement()
                .satisfies(entry -> assertThat(entry.address()).isEqualTo("203.0.113.9"));
        Actor token = new Actor.Bearer(
                keyfob.tokenOf(keyfob.alice, "CI").token(), keyfob.alice, keyfob.rules.ceiling(), "192.0.2.1");
        assertRefused(
                Reason.NOT_SIGNED_IN,
                () -> keyfob.useCases.audit.showOwnSecurityLog.show(
                        token, AuditFilter.everything(), PageRequest.first()));
    }

    // --- denials

    @Test
    void a_denial_is_noted_with_who_what_and_from_where() {
        Actor alice = keyfob.signedIn(keyfob.alice);

        keyfob.useCases.audit.noteDenial.note(alice, Permission.TOKEN_MANAGE, "GET /admin/users", "GET /admin/users");

        assertThat(denials()).singleElement().satisfies(entry -> {
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
            keyfob.useCases.audit.noteDenial.note(alice, Permission.TOKEN_MANAGE, "one act", "one act on " + i);
        }
        assertThat(denials()).hasSize(1);
        keyfob.clock.advance(Duration.ofMinutes(1));
        keyfob.useCases.audit.noteDenial.note(alice, Permission.TOKEN_MANAGE, "one act", "one act");
        assertThat(denials()).hasSize(2);

        // With all of one's tokens, and with every act.
        for (int i = 0; i < 400; i++) {
            Actor token = new Actor.Bearer(
                    keyfob.tokenOf(keyfob.alice, "CI " + i).token(), keyfob.alice, keyfob.rules.ceiling(), "");
            keyfob.useCases.tokens.revokeToken.revoke(
                    keyfob.operator, ((Actor.Bearer) token).token().id());
            keyfob.useCases.audit.noteDenial.note(token, Permission.TOKEN_MANAGE, "act " + i, "act " + i);
        }
        assertThat(denials()).hasSize(60);
        // Nobody hides another's by that, and an hour later it is noted again.
        keyfob.useCases.audit.noteDenial.note(
                keyfob.signedIn(keyfob.bob), Permission.TOKEN_MANAGE, "one act", "x".repeat(1000));
        assertThat(denials()).hasSize(61);
        keyfob.clock.advance(Duration.ofMinutes(61));
        keyfob.useCases.audit.noteDenial.note(alice, Permission.TOKEN_MANAGE, "one act", "one act");
        assertThat(denials()).hasSize(62);
    }

    private List<AuditEntry> denials() {
        return keyfob.auditLog.entries.stream()
                .filter(entry -> entry.action() == AuditAction.ACCESS_DENIED)
                .toList();
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

    private AuditVerdict verify() {
        return keyfob.useCases.audit.verifyAudit.verify(keyfob.operator, Optional.empty(), done -> {});
    }

    private static ExportAudit.Wanted all() {
        return new ExportAudit.Wanted(AuditFormat.JSONL, Optional.empty(), Optional.empty());
    }

    private static void assertRefused(Reason reason, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
