package dev.keyfob.application.fake;

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
import dev.keyfob.application.port.WebhookEndpoints;
import org.junit.jupiter.api.Nested;

/** The fakes keep the contracts that the databases keep. */
class InMemoryContractsTest {

    @Nested
    class Tokens extends AccessTokensContract {
        private final InMemoryUsers users = new InMemoryUsers();
        private final InMemoryAccessTokens tokens = new InMemoryAccessTokens(users);

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
    class UsableTokens extends UsableTokensContract {
        private final InMemoryUsers users = new InMemoryUsers();
        private final InMemoryAccessTokens tokens = new InMemoryAccessTokens(users);

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
    class Moving extends ArchiveContract {
        private final Place full = place();
        private final Place empty = place();

        @Override
        protected Place full() {
            return full;
        }

        @Override
        protected Place empty() {
            return empty;
        }

        private static Place place() {
            InMemoryUsers users = new InMemoryUsers();
            InMemoryAccessTokens tokens = new InMemoryAccessTokens(users);
            InMemoryAuditLog auditLog = new InMemoryAuditLog();
            return new Place(
                    users, tokens, auditLog, new InMemoryTransactions(), new InMemoryArchive(users, tokens, auditLog));
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

    @Nested
    class SignedIn extends SessionsContract {
        private final InMemoryUsers users = new InMemoryUsers();
        private final InMemorySessions sessions = new InMemorySessions();

        @Override
        protected Sessions sessions() {
            return sessions;
        }

        @Override
        protected Users users() {
            return users;
        }
    }

    @Nested
    class Policy extends PoliciesContract {
        private final InMemoryPolicies policies = new InMemoryPolicies();

        @Override
        protected Policies policies() {
            return policies;
        }
    }

    @Nested
    class AtProviders extends IdentitiesContract {
        private final InMemoryIdentities identities = new InMemoryIdentities();
        private final InMemoryUsers users = new InMemoryUsers();

        @Override
        protected Identities identities() {
            return identities;
        }

        @Override
        protected Users users() {
            return users;
        }
    }

    @Nested
    class Tries extends SignInCountersContract {
        private final InMemorySignInCounters counters = new InMemorySignInCounters();
        private final InMemoryTransactions transactions = new InMemoryTransactions();

        @Override
        protected SignInCounters counters() {
            return counters;
        }

        @Override
        protected Transactions transactions() {
            return transactions;
        }
    }

    @Nested
    class Log extends AuditLogContract {
        private final InMemoryAuditLog auditLog = new InMemoryAuditLog();

        @Override
        protected AuditLog auditLog() {
            return auditLog;
        }
    }

    @Nested
    class Chain extends AuditChainContract {
        private final InMemoryAuditLog auditLog = new InMemoryAuditLog();

        @Override
        protected AuditLog auditLog() {
            return auditLog;
        }

        @Override
        protected AuditChain chain() {
            return auditLog;
        }
    }

    @Nested
    class Clients extends ApiClientsContract {
        private final InMemoryApiClients clients = new InMemoryApiClients();

        @Override
        protected ApiClients clients() {
            return clients;
        }
    }

    @Nested
    class Forms extends SentFormsContract {
        private final InMemorySentForms forms = new InMemorySentForms();

        @Override
        protected SentForms forms() {
            return forms;
        }

        @Override
        protected Transactions transactions() {
            return new InMemoryTransactions();
        }
    }

    @Nested
    class OldSecrets extends RetiredSecretsContract {
        private final InMemoryUsers users = new InMemoryUsers();
        private final InMemoryAccessTokens tokens = new InMemoryAccessTokens(users);

        @Override
        protected AccessTokens tokens() {
            return tokens;
        }

        @Override
        protected RetiredSecrets retiredSecrets() {
            return tokens.retiredSecrets();
        }

        @Override
        protected Users users() {
            return users;
        }
    }

    @Nested
    class RotationOrders extends RotationOrdersContract {
        private final InMemoryUsers users = new InMemoryUsers();
        private final InMemoryAccessTokens tokens = new InMemoryAccessTokens(users);
        private final InMemoryAuditLog auditLog = new InMemoryAuditLog();
        private final InMemoryPolicies policies = new InMemoryPolicies();
        private final InMemoryTransactions transactions = new InMemoryTransactions();

        @Override
        protected AccessTokens tokens() {
            return tokens;
        }

        @Override
        protected RetiredSecrets retiredSecrets() {
            return tokens.retiredSecrets();
        }

        @Override
        protected Users users() {
            return users;
        }

        @Override
        protected AuditLog auditLog() {
            return auditLog;
        }

        @Override
        protected Policies policies() {
            return policies;
        }

        @Override
        protected Transactions transactions() {
            return transactions;
        }
    }

    @Nested
    class Hooks extends WebhookEndpointsContract {
        private final InMemoryWebhookEndpoints endpoints = new InMemoryWebhookEndpoints();

        @Override
        protected WebhookEndpoints endpoints() {
            return endpoints;
        }
    }

    @Nested
    class ToHooks extends WebhookDeliveriesContract {
        private final InMemoryWebhookEndpoints endpoints = new InMemoryWebhookEndpoints();
        private final InMemoryWebhookDeliveries deliveries = new InMemoryWebhookDeliveries(endpoints);

        @Override
        protected WebhookDeliveries deliveries() {
            return deliveries;
        }

        @Override
        protected WebhookEndpoints endpoints() {
            return endpoints;
        }

        @Override
        protected Transactions transactions() {
            return new InMemoryTransactions();
        }
    }

    @Nested
    class Ending extends ExpiryWatchContract {
        private final InMemoryUsers users = new InMemoryUsers();
        private final InMemoryAccessTokens tokens = new InMemoryAccessTokens(users);
        private final InMemoryExpiryWatch watch = new InMemoryExpiryWatch(tokens);

        @Override
        protected ExpiryWatch watch() {
            return watch;
        }

        @Override
        protected AccessTokens tokens() {
            return tokens;
        }

        @Override
        protected Users users() {
            return users;
        }

        @Override
        protected Transactions transactions() {
            return new InMemoryTransactions();
        }
    }
}
