package dev.keyfob.application.contract;

import dev.keyfob.application.Ports;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.ApiClients;
import dev.keyfob.application.port.AuditChain;
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.port.ExpiryWatch;
import dev.keyfob.application.port.Identities;
import dev.keyfob.application.port.IssuedCodes;
import dev.keyfob.application.port.Mails;
import dev.keyfob.application.port.PickUps;
import dev.keyfob.application.port.Policies;
import dev.keyfob.application.port.RetiredSecrets;
import dev.keyfob.application.port.Sessions;
import dev.keyfob.application.port.SignInCounters;
import dev.keyfob.application.port.SubmittedForms;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.port.Users;
import dev.keyfob.application.port.WebhookDeliveries;
import dev.keyfob.application.port.Webhooks;
import org.junit.jupiter.api.Nested;

/** Runs all contracts against one set of ports, which the subclass provides. */
public abstract class PortsContract {

    /** The same ports during one test, empty at its beginning. */
    protected abstract Ports ports();

    /** A second, empty set of the same kind. */
    protected abstract Ports others();

    @Nested
    class Tokens extends AccessTokensContract {
        @Override
        protected AccessTokens tokens() {
            return ports().tokens();
        }

        @Override
        protected Users users() {
            return ports().users();
        }
    }

    @Nested
    class TokenLists extends TokenListsContract {
        @Override
        protected AccessTokens tokens() {
            return ports().tokens();
        }

        @Override
        protected Users users() {
            return ports().users();
        }
    }

    @Nested
    class TokenUses extends TokenUsesContract {
        @Override
        protected AccessTokens tokens() {
            return ports().tokens();
        }

        @Override
        protected Users users() {
            return ports().users();
        }
    }

    @Nested
    class UsableTokens extends UsableTokensContract {
        @Override
        protected AccessTokens tokens() {
            return ports().tokens();
        }

        @Override
        protected Users users() {
            return ports().users();
        }
    }

    @Nested
    class Moving extends ArchiveContract {
        @Override
        protected Place full() {
            return place(ports());
        }

        @Override
        protected Place empty() {
            return place(others());
        }

        private static Place place(Ports ports) {
            return new Place(ports.users(), ports.tokens(), ports.auditLog(), ports.transactions(), ports.archive());
        }
    }

    @Nested
    class People extends UsersContract {
        @Override
        protected Users users() {
            return ports().users();
        }

        @Override
        protected AccessTokens tokens() {
            return ports().tokens();
        }

        @Override
        protected Sessions sessions() {
            return ports().sessions();
        }
    }

    @Nested
    class SignedIn extends SessionsContract {
        @Override
        protected Sessions sessions() {
            return ports().sessions();
        }

        @Override
        protected Users users() {
            return ports().users();
        }
    }

    @Nested
    class Policy extends PoliciesContract {
        @Override
        protected Policies policies() {
            return ports().policies();
        }
    }

    @Nested
    class AtProviders extends IdentitiesContract {
        @Override
        protected Identities identities() {
            return ports().identities();
        }

        @Override
        protected Users users() {
            return ports().users();
        }
    }

    @Nested
    class Tries extends SignInCountersContract {
        @Override
        protected SignInCounters counters() {
            return ports().signInCounters();
        }

        @Override
        protected Transactions transactions() {
            return ports().transactions();
        }
    }

    @Nested
    class Log extends AuditLogContract {
        @Override
        protected AuditLog auditLog() {
            return ports().auditLog();
        }
    }

    @Nested
    class Chain extends AuditChainContract {
        @Override
        protected AuditLog auditLog() {
            return ports().auditLog();
        }

        @Override
        protected AuditChain chain() {
            return ports().auditChain();
        }
    }

    @Nested
    class Clients extends ApiClientsContract {
        @Override
        protected ApiClients clients() {
            return ports().clients();
        }
    }

    @Nested
    class Forms extends SubmittedFormsContract {
        @Override
        protected SubmittedForms forms() {
            return ports().submittedForms();
        }

        @Override
        protected Transactions transactions() {
            return ports().transactions();
        }
    }

    @Nested
    class Codes extends IssuedCodesContract {
        @Override
        protected IssuedCodes codes() {
            return ports().issuedCodes();
        }

        @Override
        protected Users users() {
            return ports().users();
        }

        @Override
        protected Transactions transactions() {
            return ports().transactions();
        }
    }

    @Nested
    class Prepared extends PickUpsContract {
        @Override
        protected PickUps pickUps() {
            return ports().pickUps();
        }

        @Override
        protected Users users() {
            return ports().users();
        }
    }

    @Nested
    class OldSecrets extends RetiredSecretsContract {
        @Override
        protected AccessTokens tokens() {
            return ports().tokens();
        }

        @Override
        protected RetiredSecrets retiredSecrets() {
            return ports().retiredSecrets();
        }

        @Override
        protected Users users() {
            return ports().users();
        }
    }

    @Nested
    class RotationOrders extends RotationOrdersContract {
        @Override
        protected AccessTokens tokens() {
            return ports().tokens();
        }

        @Override
        protected RetiredSecrets retiredSecrets() {
            return ports().retiredSecrets();
        }

        @Override
        protected Users users() {
            return ports().users();
        }

        @Override
        protected AuditLog auditLog() {
            return ports().auditLog();
        }

        @Override
        protected Policies policies() {
            return ports().policies();
        }

        @Override
        protected Transactions transactions() {
            return ports().transactions();
        }
    }

    @Nested
    class Hooks extends WebhooksContract {
        @Override
        protected Webhooks webhooks() {
            return ports().webhooks();
        }
    }

    @Nested
    class ToHooks extends WebhookDeliveriesContract {
        @Override
        protected WebhookDeliveries deliveries() {
            return ports().webhookDeliveries();
        }

        @Override
        protected Webhooks webhooks() {
            return ports().webhooks();
        }

        @Override
        protected Transactions transactions() {
            return ports().transactions();
        }
    }

    @Nested
    class Mailed extends MailsContract {
        @Override
        protected Mails mails() {
            return ports().mails();
        }

        @Override
        protected Transactions transactions() {
            return ports().transactions();
        }
    }

    @Nested
    class ToBeMailed extends MailDigestsContract {
        @Override
        protected Ports ports() {
            return PortsContract.this.ports();
        }
    }

    @Nested
    class Ending extends ExpiryWatchContract {
        @Override
        protected ExpiryWatch watch() {
            return ports().expiryWatch();
        }

        @Override
        protected AccessTokens tokens() {
            return ports().tokens();
        }

        @Override
        protected Users users() {
            return ports().users();
        }

        @Override
        protected Transactions transactions() {
            return ports().transactions();
        }
    }
}
