package dev.keyfob.application.user;

import static dev.keyfob.application.fake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Identity;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkIdentityTest {

    private static final Identity COMPANY = new Identity("https://id.example.com", "4711");

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final LinkIdentity linkIdentity = keyfob.useCases.users.linkIdentity;

    @Test
    void a_person_links_an_identity_once_and_signs_in_with_it() {
        linkIdentity.link(keyfob.signedIn(keyfob.alice), proven("alice@example.com"));
        linkIdentity.link(keyfob.signedIn(keyfob.alice), proven("alice@example.com"));

        assertThat(signIn("alice@example.com")).isEqualTo(keyfob.alice.id().toString());
        assertThat(keyfob.audited(AuditAction.USER_IDENTITY_LINKED))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor().name()).isEqualTo("alice@example.com");
                    assertThat(entry.subject().name())
                            .isEqualTo("alice@example.com, subject 4711 of https://id.example.com");
                });
    }

    @Test
    void an_identity_of_another_account_is_refused() {
        linkIdentity.linkFor(keyfob.operator, keyfob.bob.email(), COMPANY);

        assertRefused(
                () -> linkIdentity.link(keyfob.signedIn(keyfob.alice), proven("alice@example.com")),
                Reason.IDENTITY_TAKEN);

        assertThat(signIn("bob@example.com")).isEqualTo(keyfob.bob.id().toString());
    }

    @Test
    void a_person_who_was_disabled_meanwhile_links_nothing() {
        var alice = keyfob.signedIn(keyfob.alice);
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.alice.email());

        assertRefused(() -> linkIdentity.link(alice, proven("alice@example.com")), Reason.USER_NOT_FOUND);

        assertThat(keyfob.identities.find(COMPANY)).isEmpty();
    }

    @Test
    void nobody_but_the_operator_links_for_somebody_else() {
        assertRefused(
                () -> linkIdentity.linkFor(keyfob.signedIn(keyfob.admin), keyfob.bob.email(), COMPANY),
                Reason.ROLE_MISSING);
    }

    // The person has other emails at the provider; the account keeps the one that it has here.
    @Test
    void a_linked_account_keeps_its_address_until_it_goes_by_the_providers() {
        linkIdentity.link(keyfob.signedIn(keyfob.alice), proven("alice@example.org"));

        signIn("alice@example.org");
        signIn("alice@example.net");

        assertThat(keyfob.users.find(keyfob.alice.id()).orElseThrow().email()).isEqualTo(keyfob.alice.email());
    }

    private String signIn(String email) {
        return keyfob.useCases
                .sessions
                .signInWithIdentity
                .signIn(proven(email), "192.0.2.1", "Firefox on Linux")
                .user()
                .id()
                .toString();
    }

    private static ProvenIdentity proven(String email) {
        return new ProvenIdentity(
                COMPANY, Optional.of(new Email(email)), Optional.empty(), Optional.empty(), "Company");
    }
}
