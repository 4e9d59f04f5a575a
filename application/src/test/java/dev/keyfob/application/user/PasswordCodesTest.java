package dev.keyfob.application.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.fake.StandardSettings;
import dev.keyfob.domain.user.CodePurpose;
import dev.keyfob.domain.user.IssuedCode;
import dev.keyfob.domain.user.OneTimeCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordCodesTest {

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final PasswordCodes codes =
            new PasswordCodes(keyfob.issuedCodes, keyfob.random, StandardSettings.accounts());

    @Test
    void an_account_has_one_code_at_a_time_whatever_it_is_for() {
        issue(CodePurpose.INVITATION);
        PasswordLink later = issue(CodePurpose.PASSWORD_RESET);

        assertThat(keyfob.issuedCodes.all())
                .singleElement()
                .satisfies(
                        code -> assertThat(code.digest()).isEqualTo(later.code().digest()));
    }

    @Test
    void all_of_an_account_end_together_and_those_of_others_stay() {
        issue(CodePurpose.INVITATION);
        keyfob.useCases.users.issuePasswordLink.issue(keyfob.operator, keyfob.bob.email());

        codes.endAllOf(keyfob.alice);

        assertThat(keyfob.issuedCodes.all())
                .singleElement()
                .satisfies(code -> assertThat(code.user()).contains(keyfob.bob.id()));
    }

    @Test
    void a_code_for_no_account_sets_no_password() {
        OneTimeCode code = OneTimeCode.generate(keyfob.random);

        assertThat(codes.isPassword(
                        IssuedCode.of(code, CodePurpose.INVITATION, Optional.empty(), InMemoryKeyfob.START)))
                .isFalse();
        assertThat(codes.isPassword(IssuedCode.of(
                        code, CodePurpose.INVITATION, Optional.of(keyfob.alice.id()), InMemoryKeyfob.START)))
                .isTrue();
    }

    private PasswordLink issue(CodePurpose purpose) {
        return keyfob.changes.makeUncheckedAndReturn(
                keyfob.operator, change -> codes.issue(change, keyfob.alice, purpose));
    }
}
