package dev.keyfob.persistence;

import dev.keyfob.application.contract.AccessTokensContract;
import dev.keyfob.application.contract.ApiClientsContract;
import dev.keyfob.application.contract.ArchiveContract;
import dev.keyfob.application.contract.AuditChainContract;
import dev.keyfob.application.contract.AuditLogContract;
import dev.keyfob.application.contract.ExpiryWatchContract;
import dev.keyfob.application.contract.IdentitiesContract;
import dev.keyfob.application.contract.PoliciesContract;
import dev.keyfob.application.contract.RetiredSecretsContract;
import dev.keyfob.application.contract.RotationOrdersContract;
import dev.keyfob.application.contract.SentFormsContract;
import dev.keyfob.application.contract.SessionsContract;
import dev.keyfob.application.contract.SignInCountersContract;
import dev.keyfob.application.contract.UsableTokensContract;
import dev.keyfob.application.contract.UsersContract;
import dev.keyfob.application.contract.WebhookDeliveriesContract;
import dev.keyfob.application.contract.WebhookEndpointsContract;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.ApiClients;
import dev.keyfob.application.port.AuditChain;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.ExpiryWatch;
import dev.keyfob.application.port.Identities;
import dev.keyfob.application.port.Policies;
import dev.keyfob.application.port.RetiredSecrets;
import dev.keyfob.application.port.SentForms;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.application.port.SignInCounters;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.application.port.Webhooks;
import dev.keyfob.persistence.secrets.SealingKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** Every contract, on the database that a subclass opens. */
abstract class Contracts {

    private Database database;

    abstract Database open();

    private Database another;

    /** A second one, which holds nothing. */
    Database openAnother() {
        return open();
    }

    private Database another() {
        if (another == null) {
            another = openAnother();
        }
        return another;
    }

    private Database database() {
        if (database == null) {
            database = open();
        }
        return database;
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
        if (another != null) {
            another.close();
        }
    }

    @Nested
    class Tokens extends AccessTokensContract {
        @Override
        protected AccessTokens tokens() {
            return database().accessTokens();
        }

        @Override
        protected Users users() {
            return database().users();
        }
    }

    @Nested
    class UsableTokens extends UsableTokensContract {
        @Override
        protected AccessTokens tokens() {
            return database().accessTokens();
        }

        @Override
        protected Users users() {
            return database().users();
        }
    }

    @Nested
    class Moving extends ArchiveContract {
        @Override
        protected Place full() {
            return place(database());
        }

        @Override
        protected Place empty() {
            return place(another());
        }

        private static Place place(Database database) {
            return new Place(
                    database.users(),
                    database.accessTokens(),
                    database.auditLog(),
                    database.transactions(),
                    database.archive());
        }
    }

    @Nested
    class People extends UsersContract {
        @Override
        protected Users users() {
            return database().users();
        }
    }

    @Nested
    class SignedIn extends SessionsContract {
        @Override
        protected Sessions sessions() {
            return database().sessions();
        }

        @Override
        protected Users users() {
            return database().users();
        }
    }

    @Nested
    class Tries extends SignInCountersContract {
        @Override
        protected SignInCounters counters() {
            return database().signInCounters();
        }

        @Override
        protected Transactions transactions() {
            return database().transactions();
        }
    }

    @Nested
    class Log extends AuditLogContract {
        @Override
        protected AuditLog auditLog() {
            return database().auditLog();
        }
    }

    @Nested
    class Chain extends AuditChainContract {
        @Override
        protected AuditLog auditLog() {
            return database().auditLog();
        }

        @Override
        protected AuditChain chain() {
            return database().auditChain();
        }
    }

    @Nested
    class Policy extends PoliciesContract {
        @Override
        protected Policies policies() {
            return database().policies();
        }
    }

    @Nested
    class AtProviders extends IdentitiesContract {
        @Override
        protected Identities identities() {
            return database().identities();
        }

        @Override
        protected Users users() {
            return database().users();
        }
    }

    @Nested
    class Clients extends ApiClientsContract {
        @Override
        protected ApiClients clients() {
            return database().apiClients();
        }
    }

    @Nested
    class Forms extends SentFormsContract {
        @Override
        protected SentForms forms() {
            return database().sentForms();
        }

        @Override
        protected Transactions transactions() {
            return database().transactions();
        }
    }

    @Nested
    class OldSecrets extends RetiredSecretsContract {
        @Override
        protected AccessTokens tokens() {
            return database().accessTokens();
        }

        @Override
        protected RetiredSecrets retiredSecrets() {
            return database().retiredSecrets();
        }

        @Override
        protected Users users() {
            return database().users();
        }
    }

    @Nested
    class RotationOrders extends RotationOrdersContract {
        @Override
        protected AccessTokens tokens() {
            return database().accessTokens();
        }

        @Override
        protected RetiredSecrets retiredSecrets() {
            return database().retiredSecrets();
        }

        @Override
        protected Users users() {
            return database().users();
        }

        @Override
        protected AuditLog auditLog() {
            return database().auditLog();
        }

        @Override
        protected Policies policies() {
            return database().policies();
        }

        @Override
        protected Transactions transactions() {
            return database().transactions();
        }
    }

    @Nested
    class Hooks extends WebhookEndpointsContract {
        private final SealingKey key = SealingKey.ofThisProcess();

        @Override
        protected Webhooks webhooks() {
            return database().webhookEndpoints(key);
        }
    }

    @Nested
    class ToHooks extends WebhookDeliveriesContract {
        private final SealingKey key = SealingKey.ofThisProcess();

        @Override
        protected WebhookDeliveries deliveries() {
            return database().webhookDeliveries();
        }

        @Override
        protected Webhooks webhooks() {
            return database().webhookEndpoints(key);
        }

        @Override
        protected Transactions transactions() {
            return database().transactions();
        }
    }

    @Nested
    class Ending extends ExpiryWatchContract {
        @Override
        protected ExpiryWatch watch() {
            return database().expiryWatch();
        }

        @Override
        protected AccessTokens tokens() {
            return database().accessTokens();
        }

        @Override
        protected Users users() {
            return database().users();
        }

        @Override
        protected Transactions transactions() {
            return database().transactions();
        }
    }
}
