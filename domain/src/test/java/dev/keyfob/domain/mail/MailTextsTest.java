package dev.keyfob.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.SampleTokens;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MailTextsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final User ALICE = User.joining(new Email("alice@example.com"), Set.of(), NOW);

    private final MailTexts texts = new MailTexts(URI.create("https://keyfob.example.com"));
    private final AccessToken token = SampleTokens.of(ALICE.id(), "CI");

    @Test
    void a_digest_reads_like_this() {
        MailText text = texts.digest(
                ALICE,
                new FirstOf<>(List.of(new ExpiringToken("CI", "kfpat_…a1B2", NOW)), 1),
                new FirstOf<>(List.of("“Laptop” (kfpat_…9zZ0) was revoked by operator on 24 Nov 2026, 09:30 UTC"), 3));

        assertThat(text.subject()).isEqualTo("One of your tokens expires soon");
        assertThat(text.body()).isEqualTo("""
                Hello alice,

                This token expires soon:

                - “CI” (kfpat_…a1B2) expires on 24 Nov 2026, 09:30 UTC

                Programs that use it stop working then. To keep the token, extend it on its page.

                Others changed your tokens:

                - “Laptop” (kfpat_…9zZ0) was revoked by operator on 24 Nov 2026, 09:30 UTC
                - and 2 more

                Your access tokens:

                https://keyfob.example.com/settings/access-token

                You get this mail at most once a day. Choose what it contains:

                https://keyfob.example.com/settings/profile/mail
                """);
    }

    @Test
    void no_name_begins_another_line() {
        User hostile = new User(
                ALICE.id(),
                ALICE.email(),
                Optional.of("Zoë\r\nBcc: bob@example.com\u2028\u0000"),
                true,
                new TreeSet<>(),
                NOW,
                Optional.empty(),
                Optional.empty());
        AuditParty party = new AuditParty(AuditParty.Kind.CLIENT, "x", "evil\r\n\r\n- https://evil.example.com");

        MailText text = texts.rolesChanged(hostile, party, NOW);

        assertThat(text.body().lines()).noneMatch(line -> line.startsWith("Bcc") || line.startsWith("- "));
        assertThat(text.body())
                .startsWith("Hello Zoë")
                .contains("Bcc: bob@example.com")
                .doesNotContain("\r");
        assertThatThrownBy(() -> new MailText("One\r\nBcc: bob@example.com", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // Some mail programs open all links, so each of these pages asks before it changes anything.
    @Test
    void links_lead_to_pages_that_ask() {
        AuditParty operator = AuditParty.operator();

        assertThat(Stream.of(
                                texts.oldSecretUsed(ALICE, token, "192.0.2.7", NOW),
                                texts.leaked(ALICE, token, true, operator, NOW),
                                texts.passwordChanged(ALICE, operator, "192.0.2.7", NOW),
                                texts.emailChanged(ALICE, new Email("bob@example.com"), operator, NOW),
                                texts.rolesChanged(ALICE, operator, NOW),
                                texts.auditFault(ALICE, "record 7 was changed.", NOW),
                                texts.noPassword(ALICE, "192.0.2.7"),
                                texts.test())
                        .flatMap(text -> text.body().lines())
                        .filter(line -> line.startsWith("https://")))
                .containsOnly(
                        "https://keyfob.example.com/settings/access-token/" + token.id(),
                        "https://keyfob.example.com/sign-in",
                        "https://keyfob.example.com/settings/profile",
                        "https://keyfob.example.com/admin/audit",
                        "https://keyfob.example.com/");
    }

    @Test
    void whose_own_doing_it_was_is_called_you() {
        assertThat(texts.passwordChanged(ALICE, AuditParty.user(ALICE), "192.0.2.7", NOW)
                        .body())
                .contains("the password of your account alice@example.com was set by you, from 192.0.2.7.");
    }
}
