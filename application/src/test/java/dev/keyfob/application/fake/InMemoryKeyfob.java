package dev.keyfob.application.fake;

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
import dev.keyfob.application.port.AuditLog;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.application.token.CreateToken;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.EditToken;
import dev.keyfob.application.token.FinishRotation;
import dev.keyfob.application.token.GenerateToken;
import dev.keyfob.application.token.ListTokens;
import dev.keyfob.application.token.NewToken;
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
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.SessionLimits;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.webhook.RetrySchedule;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** All of Keyfob on fakes, with three users in it: alice and bob, who hold no role, and an administrator. */
public final class InMemoryKeyfob {

    public static final String ALICE_PASSWORD = "alice likes green tea";
    public static final String BOB_PASSWORD = "bob likes black coffee";
    public static final String ADMIN_PASSWORD = "admin likes cold water";
    public static final Instant START = Instant.parse("2026-11-24T09:30:00Z");

    public final TokenRules rules;
    public final SettableClock clock = new SettableClock(START);
    public final SecureRandom random = new SecureRandom();
    public final InMemoryUsers users = new InMemoryUsers();
    public final InMemoryAccessTokens tokens = new InMemoryAccessTokens(users);
    public final InMemoryPasswordHashes passwordHashes = new InMemoryPasswordHashes();
    public final PlainPasswordHashing passwordHashing = new PlainPasswordHashing();
    public final InMemorySentForms sentForms = new InMemorySentForms();
    public final InMemoryIdentities identities = new InMemoryIdentities();
    public final InMemorySessions sessions = new InMemorySessions();
    public final InMemorySignInCounters signInCounters = new InMemorySignInCounters();
    public final InMemoryApiClients clients = new InMemoryApiClients();
    public final InMemoryAuditLog auditLog = new InMemoryAuditLog();
    public final InMemoryArchive archive = new InMemoryArchive(users, tokens, auditLog);
    public final InMemoryWebhookEndpoints webhookEndpoints = new InMemoryWebhookEndpoints();
    public final InMemoryWebhookDeliveries webhookDeliveries = new InMemoryWebhookDeliveries(webhookEndpoints);
    public final ScriptedWebhookSender webhookSender = new ScriptedWebhookSender();
    public final InMemoryTransactions transactions = new InMemoryTransactions();
    public final RecentUses recentUses = new RecentUses(tokens, clock);
    public final InMemoryPolicies policies = new InMemoryPolicies();
    public final PolicyInForce policyInForce;

    public final CreateToken createToken;
    public final GenerateToken generateToken;
    public final ListTokens listTokens;
    public final ShowToken showToken;
    public final RevokeToken revokeToken;
    public final RotateToken rotateToken;
    public final RotateByForm rotateByForm;
    public final SuspendToken suspendToken;
    public final ResumeToken resumeToken;
    public final EditToken editToken;
    public final ShowPolicy showPolicy;
    public final SetPolicy setPolicy;
    public final PreviewPolicy previewPolicy;
    public final ListSessions listSessions;
    public final EndSession endSession;
    public final PurgeTokens purgeTokens;
    public final VerifyToken verifyToken;
    public final AddUser addUser;
    public final ListUsers listUsers;
    public final ShowUser showUser;
    public final DisableUser disableUser;
    public final EnableUser enableUser;
    public final SignIn signIn;
    public final SignInWithIdentity signInWithIdentity;
    public final SetRoles setRoles;
    public final SignOut signOut;
    public final ResumeSession resumeSession;
    public final ListAudit listAudit;
    public final VerifyAudit verifyAudit;
    public final ExportAudit exportAudit;
    public final CutAudit cutAudit;
    public final ShowOwnSecurityLog showOwnSecurityLog;
    public final NoteDenial noteDenial;
    public final AddClient addClient;
    public final RotateClient rotateClient;
    public final RemoveClient removeClient;
    public final ListClients listClients;
    public final AuthenticateClient authenticateClient;
    public final TraceLeak traceLeak;
    public final ReportLeak reportLeak;
    public final ShowPattern showPattern;

    public final ExportData exportData;
    public final ImportData importData;

    public final WebhookUseCases webhooks;
    public final DeliverWebhooks deliverWebhooks;
    public final AnnounceExpiring announceExpiring;
    public final ForgetDeliveries forgetDeliveries;

    public final Actor operator = new Actor.Operator();
    public final User alice;
    public final User bob;
    public final User admin;

    public InMemoryKeyfob() {
        this(TokenRules.standard());
    }

    public InMemoryKeyfob(TokenRules rules) {
        this.rules = rules;
        Outbox outbox = new Outbox(webhookEndpoints, webhookDeliveries);
        AuditLog auditLog = new AnnouncingAuditLog(this.auditLog, outbox, tokens, users);
        policyInForce = new PolicyInForce(policies, rules.policy());
        ChangeLimit changeLimit = new ChangeLimit(clock);
        createToken = new CreateToken(
                transactions, users, tokens, auditLog, changeLimit, rules, policyInForce, random, clock);
        generateToken = new GenerateToken(transactions, createToken, tokens, sentForms, clock);
        listTokens = new ListTokens(tokens, recentUses, policyInForce, clock);
        showToken = new ShowToken(tokens, recentUses, policyInForce, clock);
        revokeToken = new RevokeToken(transactions, users, tokens, auditLog, clock);
        suspendToken = new SuspendToken(transactions, tokens, auditLog, changeLimit, clock);
        resumeToken = new ResumeToken(transactions, tokens, auditLog, changeLimit, clock);
        editToken = new EditToken(transactions, tokens, auditLog, changeLimit, rules, policyInForce, clock);
        showPolicy = new ShowPolicy(policyInForce);
        setPolicy = new SetPolicy(transactions, policies, auditLog, clock);
        previewPolicy = new PreviewPolicy(tokens, policies, policyInForce, clock);
        listSessions = new ListSessions(sessions, SessionLimits.standard(), clock);
        endSession = new EndSession(transactions, sessions, auditLog, clock);
        purgeTokens = new PurgeTokens(transactions, tokens, auditLog, clock);
        rotateToken = new RotateToken(
                transactions,
                users,
                tokens,
                recentUses,
                tokens.retiredSecrets(),
                auditLog,
                changeLimit,
                rules,
                policyInForce,
                random,
                clock);
        rotateByForm = new RotateByForm(transactions, rotateToken, showToken, sentForms, clock);
        verifyToken = new VerifyToken(
                tokens,
                recentUses,
                new RotationByUse(
                        new FinishRotation(
                                transactions, tokens, tokens.retiredSecrets(), auditLog, policyInForce, clock),
                        new NoticeReuse(
                                transactions,
                                tokens,
                                tokens.retiredSecrets(),
                                revokeToken,
                                auditLog,
                                policyInForce,
                                clock)),
                rules,
                policyInForce,
                clock);
        addUser = new AddUser(transactions, users, passwordHashes, passwordHashing, auditLog, clock);
        listUsers = new ListUsers(users);
        showUser = new ShowUser(users);
        disableUser = new DisableUser(transactions, users, sessions, auditLog, clock);
        enableUser = new EnableUser(transactions, users, revokeToken, auditLog, changeLimit, clock);
        signIn = new SignIn(
                transactions,
                users,
                passwordHashes,
                passwordHashing,
                sessions,
                signInCounters,
                auditLog,
                changeLimit,
                random,
                clock);
        signInWithIdentity =
                new SignInWithIdentity(transactions, users, identities, sessions, auditLog, changeLimit, random, clock);
        setRoles = new SetRoles(transactions, users, auditLog, clock);
        signOut = new SignOut(transactions, sessions, auditLog, clock);
        resumeSession =
                new ResumeSession(sessions, users, sentForms, rules.catalogue(), SessionLimits.standard(), clock);
        listAudit = new ListAudit(auditLog);
        verifyAudit = new VerifyAudit(this.auditLog, this.auditLog);
        exportAudit = new ExportAudit(transactions, auditLog, changeLimit, this.auditLog, clock);
        cutAudit = new CutAudit(transactions, auditLog, this.auditLog, verifyAudit, Duration.ofDays(365), clock);
        showOwnSecurityLog = new ShowOwnSecurityLog(auditLog);
        noteDenial = new NoteDenial(transactions, auditLog, clock);
        addClient = new AddClient(transactions, clients, auditLog, random, clock);
        rotateClient = new RotateClient(transactions, clients, auditLog, random, clock);
        removeClient = new RemoveClient(transactions, clients, auditLog, clock);
        listClients = new ListClients(clients);
        authenticateClient = new AuthenticateClient(clients, clock);
        traceLeak = new TraceLeak(tokens, users, recentUses, policyInForce, clock);
        reportLeak = new ReportLeak(transactions, tokens, revokeToken, auditLog, clock);
        showPattern = new ShowPattern(rules);
        exportData = new ExportData(transactions, archive, recentUses, auditLog, clock);
        importData = new ImportData(transactions, archive, tokens, auditLog, clock);
        webhooks = new WebhookUseCases(
                new AddWebhook(transactions, webhookEndpoints, webhookSender, auditLog, random, clock),
                new ListWebhooks(webhookEndpoints),
                new RemoveWebhook(transactions, webhookEndpoints, webhookDeliveries, auditLog, clock),
                new RotateWebhookSecret(transactions, webhookEndpoints, auditLog, random, clock),
                new EnableWebhook(transactions, webhookEndpoints, auditLog, clock),
                new TestWebhook(transactions, webhookEndpoints, webhookDeliveries, webhookSender, clock),
                new ListDeliveries(webhookDeliveries),
                new RetryDelivery(transactions, webhookEndpoints, webhookDeliveries, auditLog, changeLimit, clock));
        deliverWebhooks = new DeliverWebhooks(
                transactions,
                webhookEndpoints,
                webhookDeliveries,
                webhookSender,
                auditLog,
                RetrySchedule.standard(),
                random,
                clock);
        announceExpiring = new AnnounceExpiring(
                transactions, tokens, users, new InMemoryExpiryWatch(tokens), outbox, List.of(14, 1), clock);
        forgetDeliveries = new ForgetDeliveries(transactions, webhookDeliveries, clock);
        alice = join("alice@example.com", ALICE_PASSWORD, List.of());
        bob = join("bob@example.com", BOB_PASSWORD, List.of());
        admin = join("admin@example.com", ADMIN_PASSWORD, List.of(Role.ADMIN));
    }

    public Actor.SignedIn signedIn(User user) {
        return new Actor.SignedIn(users.find(user.id()).orElseThrow(), rules.catalogue(), "192.0.2.1");
    }

    /** A token of that user, made by the user, with everything at its default. */
    public CreatedToken tokenOf(User owner, String name) {
        return createToken.create(
                signedIn(owner),
                new NewToken(owner.email(), TokenName.parse(name), new Expiry.Standard(), Narrowing.none()));
    }

    private User join(String email, String password, List<Role> roles) {
        Email address = Email.parse(email);
        return addUser.add(operator, address, roles, Password.parse(password, address));
    }
}
