package dev.keyfob.persistence;

import dev.keyfob.application.contract.AccessTokensContract;
import dev.keyfob.application.contract.UsersContract;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.Users;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

class ContractsOnH2Test {

    private final Database database = Database.inMemory();

    @AfterEach
    void close() {
        database.close();
    }

    @Nested
    class Tokens extends AccessTokensContract {
        @Override
        protected AccessTokens tokens() {
            return database.accessTokens();
        }

        @Override
        protected Users users() {
            return database.users();
        }
    }

    @Nested
    class People extends UsersContract {
        @Override
        protected Users users() {
            return database.users();
        }
    }
}
