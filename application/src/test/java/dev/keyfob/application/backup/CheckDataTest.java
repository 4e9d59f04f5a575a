package dev.keyfob.application.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.InMemoryArchive;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.domain.backup.BackupProgress;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckDataTest {

    private static final BackupProgress UNWATCHED = (stage, done, total) -> {};

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();

    @Test
    void what_can_be_read_and_found_is_good() {
        keyfob.tokenOf(keyfob.alice, "CI");

        DataCheckReport found = keyfob.useCases.backup.checkData.check(keyfob.operator, UNWATCHED);

        assertThat(found.isGood()).isTrue();
        assertThat(found.rows()).isPositive();
    }

    @Test
    void a_token_that_is_not_found_by_its_digest_is_named() {
        CreatedToken token = keyfob.tokenOf(keyfob.alice, "CI");

        DataCheckReport found = checkWhereNothingIsFound().check(keyfob.operator, UNWATCHED);

        assertThat(found.faults())
                .containsExactly("1 of the tokens are not found by their digest, as verification looks for them. The"
                        + " first is " + token.token().id() + ".");
    }

    private CheckData checkWhereNothingIsFound() {
        AccessTokens tokens = (AccessTokens) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AccessTokens.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("findByDigest")) {
                        return Optional.empty();
                    }
                    try {
                        return method.invoke(keyfob.tokens, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new CheckData(
                new InMemoryArchive(keyfob.users, keyfob.tokens, keyfob.auditLog),
                tokens,
                keyfob.useCases.audit.verifyAudit);
    }
}
