package dev.keyfob.application.fake;

import dev.keyfob.application.Ports;

/** All ports in memory, initially empty. */
final class InMemoryPorts {

    final InMemoryUsers users = new InMemoryUsers();
    final InMemoryAccessTokens tokens = new InMemoryAccessTokens(users);
    final InMemoryPickUps pickUps = new InMemoryPickUps();
    final InMemoryPasswordHashes passwordHashes = new InMemoryPasswordHashes();
    final PlainPasswordHashing passwordHashing = new PlainPasswordHashing();
    final InMemorySubmittedForms submittedForms = new InMemorySubmittedForms();
    final InMemoryIssuedCodes issuedCodes = new InMemoryIssuedCodes();
    final InMemoryIdentities identities = new InMemoryIdentities();
    final InMemorySessions sessions = new InMemorySessions();
    final InMemorySetupCodes setupCodes = new InMemorySetupCodes();
    final InMemorySignInCounters signInCounters = new InMemorySignInCounters();
    final InMemoryApiClients clients = new InMemoryApiClients();
    final InMemoryAuditLog auditLog = new InMemoryAuditLog();
    final InMemoryArchive archive = new InMemoryArchive(users, tokens, auditLog);
    final InMemoryWebhooks webhooks = new InMemoryWebhooks();
    final InMemoryWebhookDeliveries webhookDeliveries = new InMemoryWebhookDeliveries(webhooks);
    final ScriptedWebhookSender webhookSender = new ScriptedWebhookSender();
    final InMemoryMails mails = new InMemoryMails();
    final InMemoryMailDigests digests = new InMemoryMailDigests(users, tokens);
    final InMemoryMailChoices mailChoices = new InMemoryMailChoices();
    final ScriptedMailSender mailSender = new ScriptedMailSender();
    final InMemoryTransactions transactions = new InMemoryTransactions();
    final InMemoryPolicies policies = new InMemoryPolicies();

    {
        users.use(tokens, sessions);
    }

    final Ports all = new Ports(
            transactions,
            tokens,
            tokens.retiredSecrets(),
            pickUps,
            users,
            passwordHashes,
            passwordHashing,
            identities,
            sessions,
            submittedForms,
            issuedCodes,
            setupCodes,
            signInCounters,
            clients,
            policies,
            auditLog,
            auditLog,
            auditLog,
            archive,
            new InMemoryExpiryWatch(tokens),
            webhooks,
            webhookDeliveries,
            webhookSender,
            mails,
            digests,
            mailChoices,
            mailSender);
}
