package dev.keyfob.application.fake;

import dev.keyfob.application.contract.AccessTokensContract;
import dev.keyfob.application.contract.UsersContract;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.Users;
import org.junit.jupiter.api.Nested;

/** The fakes keep the contracts that the databases keep. */
class InMemoryContractsTest {

    @Nested
    class Tokens extends AccessTokensContract {
        private final InMemoryUsers users = new InMemoryUsers();
        private final InMemoryAccessTokens tokens = new InMemoryAccessTokens();

        @Override
        protected AccessTokens tokens() {
            return tokens;
        }

        @Override
        protected Users users() {
            return users;
        }
    }

    @Nested
    class People extends UsersContract {
        private final InMemoryUsers users = new InMemoryUsers();

        @Override
        protected Users users() {
            return users;
        }
    }
}
