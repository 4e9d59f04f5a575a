package dev.keyfob.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.port.IssuedCodes;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.user.CodePurpose;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.IssuedCode;
import dev.keyfob.domain.user.OneTimeCode;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.user.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link IssuedCodes} must pass. */
public abstract class IssuedCodesContract {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00.123456Z");

    private final SecureRandom random = new SecureRandom();
    private final User alice = User.joining(new Email("alice@example.com"), Set.of(), NOW);
    private final User bob = User.joining(new Email("bob@example.com"), Set.of(), NOW);

    protected abstract IssuedCodes codes();

    protected abstract Users users();

    protected abstract Transactions transactions();

    @BeforeEach
    void join() {
        users().add(alice);
        users().add(bob);
    }

    @Test
    void a_code_comes_back_as_it_was_added_with_an_account_or_without() {
        IssuedCode alices = issued(CodePurpose.INVITATION, Optional.of(alice.id()));
        IssuedCode placeholder = issued(CodePurpose.PASSWORD_RESET, Optional.empty());

        assertThat(found(alices)).contains(alices);
        assertThat(found(placeholder)).contains(placeholder);
        assertThat(transactions()
                        .inOne(() -> codes().findForUpdate(
                                        OneTimeCode.generate(random).digest())))
                .isEmpty();
    }

    @Test
    void a_used_code_says_when_it_was_used() {
        IssuedCode code = issued(CodePurpose.INVITATION, Optional.of(alice.id()));

        transactions().inOne(() -> codes().update(code.use(NOW.plusSeconds(5))));

        assertThat(found(code)).contains(code.use(NOW.plusSeconds(5)));
    }

    @Test
    void those_of_one_purpose_and_account_are_removed() {
        IssuedCode invitation = issued(CodePurpose.INVITATION, Optional.of(alice.id()));
        IssuedCode reset = issued(CodePurpose.PASSWORD_RESET, Optional.of(alice.id()));
        IssuedCode bobs = issued(CodePurpose.INVITATION, Optional.of(bob.id()));
        IssuedCode placeholder = issued(CodePurpose.INVITATION, Optional.empty());

        transactions().inOne(() -> codes().removeAllOf(CodePurpose.INVITATION, Optional.of(alice.id())));

        assertThat(found(invitation)).isEmpty();
        assertThat(found(reset)).isPresent();
        assertThat(found(bobs)).isPresent();
        assertThat(found(placeholder)).isPresent();
        transactions().inOne(() -> codes().removeAllOf(CodePurpose.INVITATION, Optional.empty()));
        assertThat(found(placeholder)).isEmpty();
        assertThat(found(bobs)).isPresent();
    }

    @Test
    void codes_that_have_ended_are_removed_used_or_not() {
        IssuedCode reset = issued(CodePurpose.PASSWORD_RESET, Optional.of(alice.id()));
        IssuedCode used = issued(CodePurpose.PASSWORD_RESET, Optional.of(bob.id()));
        IssuedCode invitation = issued(CodePurpose.INVITATION, Optional.of(bob.id()));
        transactions().inOne(() -> codes().update(used.use(NOW)));

        transactions().inOne(() -> codes().removeExpired(NOW.plus(Duration.ofHours(2))));

        assertThat(found(reset)).isEmpty();
        assertThat(found(used)).isEmpty();
        assertThat(found(invitation)).isPresent();
    }

    private IssuedCode issued(CodePurpose purpose, Optional<UserId> user) {
        IssuedCode code = IssuedCode.of(OneTimeCode.generate(random), purpose, user, NOW);
        transactions().inOne(() -> codes().add(code));
        return code;
    }

    private Optional<IssuedCode> found(IssuedCode code) {
        Optional<IssuedCode> held = transactions().inOne(() -> codes().findForUpdate(code.digest()));
        assertThat(codes().find(code.digest())).isEqualTo(held);
        return held;
    }
}
