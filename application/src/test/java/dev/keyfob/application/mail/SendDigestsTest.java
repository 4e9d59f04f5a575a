package dev.keyfob.application.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.domain.mail.NoticeKind;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SendDigestsTest {

    /** The age of the tokens. A token that lives for less than two weeks gets no notice two weeks before its end. */
    private static final Duration EARLIER = Duration.ofDays(20);

    private final InMemoryKeyfob keyfob = InMemoryKeyfob.withMail();
    private final SendDigests digests = keyfob.useCases.mail.sendDigests;

    @Test
    void who_has_tokens_that_expire_soon_is_mailed_once_and_who_has_none_is_not() {
        expiring(keyfob.alice, "CI", EARLIER.plusDays(10));
        expiring(keyfob.alice, "Laptop", EARLIER.plusDays(2));
        expiring(keyfob.alice, "Server", Duration.ofDays(100));
        expiring(keyfob.bob, "Phone", Duration.ofDays(100));
        keyfob.clock.advance(EARLIER);

        assertThat(digests.send()).isTrue();
        assertThat(digests.send()).isFalse();

        assertThat(keyfob.mails.all()).singleElement().satisfies(mail -> {
            assertThat(mail.user()).contains(keyfob.alice.id());
            assertThat(mail.text().subject()).isEqualTo("2 of your tokens expire soon");
            assertThat(mail.text().body())
                    .contains("- “Laptop” (kfpat_", "- “CI” (kfpat_", "http://localhost:8080/settings/profile/mail")
                    .doesNotContain("Server", "created for you");
        });
    }

    @Test
    void each_token_is_told_of_fourteen_days_three_days_and_one_day_before_its_end() {
        expiring(keyfob.alice, "CI", Duration.ofDays(15));
        List<Integer> told = new ArrayList<>();

        for (int day = 0; day <= 16; day++) {
            int before = keyfob.mails.all().size();
            digests.send();
            if (keyfob.mails.all().size() > before) {
                told.add(day);
            }
            keyfob.clock.advance(Duration.ofDays(1));
        }

        // Digests are sent at six, so tokens that end at half past nine have that many days and a few hours left.
        assertThat(told).containsExactly(2, 13, 15);
    }

    @Test
    void a_day_without_a_server_is_told_of_on_the_next() {
        digests.send();
        expiring(keyfob.alice, "CI", Duration.ofDays(16));

        keyfob.clock.advance(Duration.ofDays(5));
        digests.send();

        assertThat(keyfob.mails.all()).hasSize(1);
    }

    @Test
    void what_a_person_switched_off_is_left_out_and_gone() {
        expiring(keyfob.alice, "CI", EARLIER.plusDays(10));
        keyfob.useCases.tokens.revokeToken.revokeAllOf(keyfob.operator, keyfob.alice.email());
        expiring(keyfob.alice, "Laptop", EARLIER.plusDays(10));
        keyfob.useCases.mail.chooseMail.switchOff(keyfob.signedIn(keyfob.alice), Set.of(NoticeKind.BY_OTHERS));
        keyfob.clock.advance(EARLIER);

        digests.send();

        assertThat(keyfob.mails.all())
                .singleElement()
                .satisfies(mail ->
                        assertThat(mail.text().body()).contains("Laptop").doesNotContain("revoked"));
        assertThat(keyfob.digests.all()).isEmpty();
    }

    @Test
    void what_expires_is_left_out_by_itself() {
        expiring(keyfob.alice, "CI", EARLIER.plusDays(10));
        keyfob.useCases.tokens.revokeToken.revokeAllOf(keyfob.operator, keyfob.alice.email());
        expiring(keyfob.alice, "Laptop", EARLIER.plusDays(10));
        keyfob.useCases.mail.chooseMail.switchOff(keyfob.signedIn(keyfob.alice), Set.of(NoticeKind.EXPIRING));
        keyfob.clock.advance(EARLIER);

        digests.send();

        assertThat(keyfob.mails.all())
                .singleElement()
                .satisfies(mail ->
                        assertThat(mail.text().body()).contains("revoked").doesNotContain("Laptop"));
    }

    @Test
    void who_switched_everything_off_is_not_mailed() {
        expiring(keyfob.alice, "CI", EARLIER.plusDays(10));
        keyfob.useCases.mail.chooseMail.switchOff(keyfob.signedIn(keyfob.alice), EnumSet.allOf(NoticeKind.class));
        keyfob.clock.advance(EARLIER);

        digests.send();

        assertThat(keyfob.mails.all()).isEmpty();
    }

    @Test
    void of_very_many_a_mail_lists_some_and_the_number_of_the_others() {
        for (int i = 0; i < 30; i++) {
            expiring(keyfob.alice, "CI " + i, EARLIER.plusDays(10));
        }
        keyfob.clock.advance(EARLIER);

        digests.send();

        assertThat(keyfob.mails.all())
                .singleElement()
                .satisfies(mail -> assertThat(mail.text().body()).contains("- and 10 more"));
    }

    @Test
    void without_a_mail_server_nothing_is_written() {
        InMemoryKeyfob silent = new InMemoryKeyfob();

        assertThat(silent.useCases.mail.sendDigests.send()).isFalse();
    }

    private void expiring(User owner, String name, Duration in) {
        keyfob.useCases.tokens.createToken.create(
                keyfob.signedIn(owner),
                new NewToken(
                        owner.email(),
                        TokenName.parse(name),
                        new Expiry.At(keyfob.clock.instant().plus(in)),
                        Narrowing.none()));
    }
}
