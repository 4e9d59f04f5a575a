package dev.keyfob.application.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyfob.application.fake.AtOnce;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.fake.StandardSettings;
import dev.keyfob.application.token.TokenSettings;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.domain.policy.TokenPolicy;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.user.DisplayName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FinishSetupTest {

    private static final Email FIRST = new Email("admin@example.com");
    private static final Password PASSWORD = Password.parse("four words make sense", FIRST);

    private static final String WRONG = "0000-0000-0000-0000-0000-0000-0000";

    private final Actor holder = new Actor.Finder("192.0.2.1", AuditParty.setupCodeHolder());

    @Test
    void the_code_makes_the_first_administrator_and_is_gone() {
        InMemoryKeyfob keyfob = withoutUsers(StandardSettings.tokens());

        User made = finish(keyfob, keyfob.setupCodes.text());

        assertThat(keyfob.users.findByEmail(FIRST)).contains(made);
        assertThat(made.roles()).containsExactly(Role.ADMIN);
        assertThat(keyfob.useCases
                        .sessions
                        .signIn
                        .signIn(FIRST, PASSWORD, "192.0.2.1", InMemoryKeyfob.newDevice(), "Firefox on Linux")
                        .user())
                .isEqualTo(made);
        assertThat(keyfob.audited(AuditAction.USER_ADDED)).last().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(AuditParty.setupCodeHolder());
            assertThat(entry.address()).isEqualTo("192.0.2.1");
        });
        assertThat(keyfob.setupCodes.find()).isEmpty();
    }

    @Test
    void the_first_administrator_has_the_roles_that_administration_takes_here() {
        PermissionCatalogue catalogue =
                PermissionCatalogue.of(Map.of("token:manage", "role:keeper", "audit:view", "role:auditor"));
        InMemoryKeyfob keyfob =
                withoutUsers(new TokenSettings(TokenFormat.standard(), catalogue, TokenPolicy.standard()));

        assertThat(finish(keyfob, keyfob.setupCodes.text()).roles())
                .containsExactly(new Role("auditor"), new Role("keeper"));
    }

    @Test
    void a_wrong_code_an_ended_one_and_a_used_one_get_the_same_answer() {
        InMemoryKeyfob keyfob = withoutUsers(StandardSettings.tokens());
        String code = keyfob.setupCodes.text();

        Refusal wrong = refusal(keyfob, WRONG);
        Refusal unreadable = refusal(keyfob, "x");
        finish(keyfob, code);
        Refusal used = refusal(keyfob, code);
        InMemoryKeyfob late = withoutUsers(StandardSettings.tokens());
        late.clock.advance(Duration.ofHours(1));
        Refusal ended = refusal(late, late.setupCodes.text());

        assertThat(Stream.of(wrong, unreadable, used, ended))
                .allSatisfy(no -> assertThat(no.reason()).isEqualTo(Reason.CODE_REFUSED))
                .extracting(Refusal::explanation)
                .containsOnly(wrong.explanation());
    }

    @Test
    void whoever_shows_many_wrong_ones_waits() {
        InMemoryKeyfob keyfob = withoutUsers(StandardSettings.tokens());
        for (int i = 0; i < 20; i++) {
            refusal(keyfob, WRONG);
        }

        // A request that would have to wait is refused at once if its thread is interrupted.
        Thread.currentThread().interrupt();
        Refusal no = refusal(keyfob, WRONG);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(no.reason()).isEqualTo(Reason.TOO_MANY_REQUESTS);
        assertThat(finish(keyfob, keyfob.setupCodes.text()).email()).isEqualTo(FIRST);
    }

    @Test
    void an_account_made_otherwise_ends_the_set_up() {
        InMemoryKeyfob keyfob = withoutUsers(StandardSettings.tokens());
        keyfob.users.add(keyfob.alice);

        assertThat(refusal(keyfob, keyfob.setupCodes.text()).reason()).isEqualTo(Reason.CODE_REFUSED);
        assertThat(keyfob.users.findByEmail(FIRST)).isEmpty();
    }

    @Test
    void of_many_who_show_it_at_the_same_time_one_makes_an_account() throws Exception {
        InMemoryKeyfob keyfob = withoutUsers(StandardSettings.tokens());
        String code = keyfob.setupCodes.text();

        List<Boolean> made = AtOnce.call(Stream.of("alice@example.com", "bob@example.com", "admin@example.com")
                .<Callable<Boolean>>map(email -> () -> attempt(keyfob, code, email))
                .toList());

        assertThat(made).containsOnlyOnce(true);
    }

    private InMemoryKeyfob withoutUsers(TokenSettings settings) {
        InMemoryKeyfob keyfob = new InMemoryKeyfob(settings);
        keyfob.users.removeAll();
        keyfob.useCases.setup.offerSetup.offer(keyfob.operator);
        return keyfob;
    }

    private boolean attempt(InMemoryKeyfob keyfob, String code, String email) {
        try {
            keyfob.useCases.setup.finishSetup.finish(holder, code, new Email(email), DisplayName.parse(""), PASSWORD);
            return true;
        } catch (Refusal refusal) {
            return false;
        }
    }

    private User finish(InMemoryKeyfob keyfob, String code) {
        return keyfob.useCases.setup.finishSetup.finish(holder, code, FIRST, DisplayName.parse("Alice"), PASSWORD);
    }

    private Refusal refusal(InMemoryKeyfob keyfob, String code) {
        return catchThrowableOfType(Refusal.class, () -> finish(keyfob, code));
    }

    @Test
    void wrong_codes_are_in_the_audit_log_and_not_what_was_typed() {
        InMemoryKeyfob keyfob = withoutUsers(StandardSettings.tokens());

        refusal(keyfob, WRONG);
        refusal(keyfob, "typed into the wrong field");

        assertThat(keyfob.audited(AuditAction.SESSION_REFUSED)).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.subject().name()).isEqualTo("set-up code, code: it is not the code, or it has ended");
            assertThat(entry.actor()).isEqualTo(AuditParty.stranger());
            assertThat(entry.address()).isEqualTo("192.0.2.1");
            assertThat(entry.succeeded()).isFalse();
        });
    }
}
