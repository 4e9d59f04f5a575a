package dev.keyfob.bootstrap;

import dev.keyfob.application.audit.CutAudit;
import dev.keyfob.application.audit.ExportAudit;
import dev.keyfob.application.audit.ListAudit;
import dev.keyfob.application.audit.NoteDenial;
import dev.keyfob.application.audit.ShowOwnSecurityLog;
import dev.keyfob.application.audit.VerifyAudit;
import dev.keyfob.application.backup.ExportData;
import dev.keyfob.application.backup.ImportData;
import dev.keyfob.application.client.AddClient;
import dev.keyfob.application.client.AuthenticateClient;
import dev.keyfob.application.client.ListClients;
import dev.keyfob.application.client.RemoveClient;
import dev.keyfob.application.client.RotateClient;
import dev.keyfob.application.leak.ReportLeak;
import dev.keyfob.application.leak.ShowPattern;
import dev.keyfob.application.leak.TraceLeak;
import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.policy.PreviewPolicy;
import dev.keyfob.application.policy.SetPolicy;
import dev.keyfob.application.policy.ShowPolicy;
import dev.keyfob.application.port.PasswordHashing;
import dev.keyfob.application.port.WebhookSender;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.application.token.CreateToken;
import dev.keyfob.application.token.EditToken;
import dev.keyfob.application.token.FinishRotation;
import dev.keyfob.application.token.GenerateToken;
import dev.keyfob.application.token.ListTokens;
import dev.keyfob.application.token.NoticeReuse;
import dev.keyfob.application.token.PurgeTokens;
import dev.keyfob.application.token.RecentUses;
import dev.keyfob.application.token.ResumeToken;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.application.token.RotateByForm;
import dev.keyfob.application.token.RotateToken;
import dev.keyfob.application.token.RotationByUse;
import dev.keyfob.application.token.ShowToken;
import dev.keyfob.application.token.SuspendToken;
import dev.keyfob.application.token.TokenRules;
import dev.keyfob.application.token.VerifyToken;
import dev.keyfob.application.user.AddUser;
import dev.keyfob.application.user.DisableUser;
import dev.keyfob.application.user.EnableUser;
import dev.keyfob.application.user.EndSession;
import dev.keyfob.application.user.ListSessions;
import dev.keyfob.application.user.ListUsers;
import dev.keyfob.application.user.ResumeSession;
import dev.keyfob.application.user.SetRoles;
import dev.keyfob.application.user.ShowUser;
import dev.keyfob.application.user.SignIn;
import dev.keyfob.application.user.SignInWithIdentity;
import dev.keyfob.application.user.SignOut;
import dev.keyfob.application.webhook.AddWebhook;
import dev.keyfob.application.webhook.AnnounceExpiring;
import dev.keyfob.application.webhook.AnnouncingAuditLog;
import dev.keyfob.application.webhook.DeliverWebhooks;
import dev.keyfob.application.webhook.EnableWebhook;
import dev.keyfob.application.webhook.ForgetDeliveries;
import dev.keyfob.application.webhook.ListDeliveries;
import dev.keyfob.application.webhook.ListWebhooks;
import dev.keyfob.application.webhook.Outbox;
import dev.keyfob.application.webhook.RemoveWebhook;
import dev.keyfob.application.webhook.RetryDelivery;
import dev.keyfob.application.webhook.RotateWebhookSecret;
import dev.keyfob.application.webhook.TestWebhook;
import dev.keyfob.application.webhook.WebhookUseCases;
import dev.keyfob.cli.CliUseCases;
import dev.keyfob.cli.CommandFailed;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.webhook.RetrySchedule;
import dev.keyfob.persistence.Argon2PasswordHashing;
import dev.keyfob.persistence.Database;
import dev.keyfob.persistence.DatabaseUnavailable;
import dev.keyfob.web.WebConfig;
import dev.keyfob.web.WebUseCases;
import dev.keyfob.webhook.HttpWebhookSender;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Every {@code new} of the application, top to bottom: the world, then the rules, then the verbs. */
final class Wiring implements AutoCloseable {

    final Database database;
    final Settings settings;
    final SecureRandom random = new SecureRandom();
    final InstantSource clock;
    final RecentUses recentUses;
    final CliUseCases cliUseCases;
    final WebUseCases webUseCases;
    final WebhookSender webhookSender;
    final DeliverWebhooks deliverWebhooks;
    final AnnounceExpiring announceExpiring;
    final ForgetDeliveries forgetDeliveries;

    Wiring(Database database, Settings settings) {
        this(database, settings, RetrySchedule.standard(), HttpWebhookSender.PATIENCE);
    }

    Wiring(Database database, Settings settings, RetrySchedule retries, Duration patience) {
        this.database = database;
        this.settings = settings;
        clock = new ForwardClock(database.clock(InstantSource.system()), database.latestInstant());

        var transactions = database.transactions();
        var tokens = database.accessTokens();
        var users = database.users();
        var sessions = database.sessions();
        var clients = database.apiClients();
        var auditSeals = settings.auditSeals();
        var auditChain = database.auditChain();
        var archive = database.archive();
        var endpoints = database.webhookEndpoints(settings.webhookKey());
        var deliveries = database.webhookDeliveries();
        var outbox = new Outbox(endpoints, deliveries);
        var auditLog = new AnnouncingAuditLog(database.auditLog(auditSeals), outbox, tokens, users);
        var changeLimit = new ChangeLimit(clock);
        PasswordHashing hashing = new Argon2PasswordHashing();
        TokenRules rules = settings.tokenRules();
        recentUses = new RecentUses(tokens, clock);

        var policies = database.policies();
        var policyInForce = new PolicyInForce(policies, rules.policy());
        var createToken = new CreateToken(
                transactions, users, tokens, auditLog, changeLimit, rules, policyInForce, random, clock);
        var listTokens = new ListTokens(tokens, recentUses, policyInForce, clock);
        var showToken = new ShowToken(tokens, recentUses, policyInForce, clock);
        var suspendToken = new SuspendToken(transactions, tokens, auditLog, changeLimit, clock);
        var resumeToken = new ResumeToken(transactions, tokens, auditLog, changeLimit, clock);
        var editToken = new EditToken(transactions, tokens, auditLog, changeLimit, rules, policyInForce, clock);
        var showPolicy = new ShowPolicy(policyInForce);
        var disableUser = new DisableUser(transactions, users, sessions, auditLog, clock);
        var revokeToken = new RevokeToken(transactions, users, tokens, auditLog, clock);
        var enableUser = new EnableUser(transactions, users, revokeToken, auditLog, changeLimit, clock);
        var listAudit = new ListAudit(auditLog);
        var verifyAudit = new VerifyAudit(auditChain, auditSeals);
        var exportAudit = new ExportAudit(transactions, auditLog, changeLimit, auditChain, clock);
        var retired = database.retiredSecrets();
        var rotateToken = new RotateToken(
                transactions,
                users,
                tokens,
                recentUses,
                retired,
                auditLog,
                changeLimit,
                rules,
                policyInForce,
                random,
                clock);
        var rotationByUse = new RotationByUse(
                new FinishRotation(transactions, tokens, retired, auditLog, policyInForce, clock),
                new NoticeReuse(transactions, tokens, retired, revokeToken, auditLog, policyInForce, clock));
        var verifyToken = new VerifyToken(tokens, recentUses, rotationByUse, rules, policyInForce, clock);
        var listUsers = new ListUsers(users);
        var showUser = new ShowUser(users);
        var resumeSession = new ResumeSession(
                sessions, users, database.sentForms(), rules.catalogue(), settings.sessionLimits(), clock);

        webhookSender = new HttpWebhookSender(settings.webhookReach(), patience);
        var webhooks = new WebhookUseCases(
                new AddWebhook(transactions, endpoints, webhookSender, auditLog, random, clock),
                new ListWebhooks(endpoints),
                new RemoveWebhook(transactions, endpoints, deliveries, auditLog, clock),
                new RotateWebhookSecret(transactions, endpoints, auditLog, random, clock),
                new EnableWebhook(transactions, endpoints, auditLog, clock),
                new TestWebhook(transactions, endpoints, deliveries, webhookSender, clock),
                new ListDeliveries(deliveries),
                new RetryDelivery(transactions, endpoints, deliveries, auditLog, changeLimit, clock));
        deliverWebhooks = new DeliverWebhooks(
                transactions, endpoints, deliveries, webhookSender, auditLog, retries, random, clock);
        announceExpiring = new AnnounceExpiring(
                transactions, tokens, users, database.expiryWatch(), outbox, settings.expiryWarningDays(), clock);
        forgetDeliveries = new ForgetDeliveries(transactions, deliveries, clock);

        cliUseCases = new CliUseCases(
                createToken,
                listTokens,
                showToken,
                revokeToken,
                rotateToken,
                suspendToken,
                resumeToken,
                editToken,
                new PurgeTokens(transactions, tokens, auditLog, clock),
                verifyToken,
                new AddUser(transactions, users, database.passwordHashes(), hashing, auditLog, clock),
                listUsers,
                showUser,
                new SetRoles(transactions, users, auditLog, clock),
                disableUser,
                enableUser,
                showPolicy,
                new SetPolicy(transactions, policies, auditLog, clock),
                new PreviewPolicy(tokens, policies, policyInForce, clock),
                listAudit,
                verifyAudit,
                exportAudit,
                new CutAudit(transactions, auditLog, auditChain, verifyAudit, settings.auditKept(), clock),
                new AddClient(transactions, clients, auditLog, random, clock),
                new RotateClient(transactions, clients, auditLog, random, clock),
                new RemoveClient(transactions, clients, auditLog, clock),
                new ListClients(clients),
                new TraceLeak(tokens, users, recentUses, policyInForce, clock),
                new ShowPattern(rules),
                new ExportData(transactions, archive, recentUses, auditLog, clock),
                new ImportData(transactions, archive, tokens, auditLog, clock),
                webhooks,
                clock);
        webUseCases = new WebUseCases(
                createToken,
                new GenerateToken(transactions, createToken, tokens, database.sentForms(), clock),
                listTokens,
                showToken,
                revokeToken,
                rotateToken,
                new RotateByForm(transactions, rotateToken, showToken, database.sentForms(), clock),
                suspendToken,
                resumeToken,
                editToken,
                verifyToken,
                new SignIn(
                        transactions,
                        users,
                        database.passwordHashes(),
                        hashing,
                        sessions,
                        database.signInCounters(),
                        auditLog,
                        changeLimit,
                        random,
                        clock),
                new SignInWithIdentity(
                        transactions, users, database.identities(), sessions, auditLog, changeLimit, random, clock),
                new SignOut(transactions, sessions, auditLog, clock),
                resumeSession,
                new ListSessions(sessions, settings.sessionLimits(), clock),
                new EndSession(transactions, sessions, auditLog, clock),
                listUsers,
                showUser,
                disableUser,
                enableUser,
                showPolicy,
                listAudit,
                exportAudit,
                new ShowOwnSecurityLog(auditLog),
                new NoteDenial(transactions, auditLog, clock),
                new AuthenticateClient(clients, clock),
                new ReportLeak(transactions, tokens, revokeToken, auditLog, clock),
                webhooks);
    }

    /** Everything on the data that is there. {@code onBroken} is told when the database breaks. */
    static Wiring on(Settings settings, Consumer<String> onBroken) {
        return on(settings, onBroken, () -> {
            throw noData(settings);
        });
    }

    /** Everything on the data that the settings name, which is made where there is none; then {@code onNew} is told. */
    static Wiring onNewOrExisting(Settings settings, Consumer<String> onBroken, Consumer<String> onNew) {
        AtomicBoolean isNew = new AtomicBoolean();
        Wiring wiring = on(settings, onBroken, () -> isNew.set(true));
        if (isNew.get()) {
            onNew.accept("There was no Keyfob data in " + settings.place() + " yet. It is made now.");
        }
        return wiring;
    }

    static Refusal noData(Settings settings) {
        return new Refusal(
                Reason.DATA_NOT_FOUND,
                "There is no Keyfob data in " + settings.place()
                        + ". Check the name. New data is made by serve, demo, user add and db import.");
    }

    private static Wiring on(Settings settings, Consumer<String> onBroken, Runnable onNew) {
        settings.requirePlace();
        try {
            Database database = settings.database()
                    .map(address -> Database.onPostgres(address, onNew))
                    .orElseGet(
                            () -> Database.inDirectory(settings.dataDirectory().orElseThrow(), onBroken, onNew));
            return new Wiring(database, settings);
        } catch (DatabaseUnavailable e) {
            throw new CommandFailed(e.getMessage());
        }
    }

    WebConfig webConfig(boolean demo) {
        return new WebConfig(
                settings.host(),
                settings.port(),
                settings.publicUrl(settings.port()),
                demo,
                settings.trustedProxies(),
                settings.signInMethods(),
                settings.pathRules(),
                settings.githubScanning(),
                settings.audience(),
                database.changesAreSeenWithin(),
                settings.tokenRules(),
                clock,
                random,
                database::isReady);
    }

    /** Stops a start with a key for the audit log that is the wrong one: nothing could be changed. */
    void requireAuditKey() {
        try {
            database.requireFitting(settings.auditSeals());
        } catch (DatabaseUnavailable e) {
            throw new CommandFailed(e.getMessage());
        }
    }

    /** Stops a server on data that anybody could sign in to: the demo's passwords are published. */
    void requireNoDemo() {
        if (database.isDemo()) {
            close();
            throw new CommandFailed("The data in " + settings.place() + " is a demo's: there are users in it whose"
                    + " passwords are published. Name other data to serve, or run the demo on this.");
        }
    }

    /** To be called now and then, so that a clock that is set back while nothing runs is noticed. */
    void noteTime() {
        database.noteTime(clock.instant());
    }

    @Override
    public void close() {
        webhookSender.close();
        try {
            recentUses.flush();
        } finally {
            database.close();
        }
    }
}
