package dev.keyfob.application;

import dev.keyfob.application.audit.CutAudit;
import dev.keyfob.application.audit.ExportAudit;
import dev.keyfob.application.audit.ListAudit;
import dev.keyfob.application.audit.RecordClockJump;
import dev.keyfob.application.audit.RecordDenial;
import dev.keyfob.application.audit.RecordLostHistory;
import dev.keyfob.application.audit.ShowOwnSecurityLog;
import dev.keyfob.application.audit.VerifyAudit;
import dev.keyfob.application.backup.CheckData;
import dev.keyfob.application.backup.ExportData;
import dev.keyfob.application.backup.ImportData;
import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.change.OncePerForm;
import dev.keyfob.application.client.AddClient;
import dev.keyfob.application.client.AuthenticateClient;
import dev.keyfob.application.client.ListClients;
import dev.keyfob.application.client.RemoveClient;
import dev.keyfob.application.client.RotateClientSecret;
import dev.keyfob.application.count.Counts;
import dev.keyfob.application.leak.HandleLeakReport;
import dev.keyfob.application.leak.ShowScannerPattern;
import dev.keyfob.application.leak.TraceLeak;
import dev.keyfob.application.mail.AuditNotifications;
import dev.keyfob.application.mail.ChooseMail;
import dev.keyfob.application.mail.DeliverMail;
import dev.keyfob.application.mail.MailAuditFault;
import dev.keyfob.application.mail.PurgeMails;
import dev.keyfob.application.mail.RequestPasswordMail;
import dev.keyfob.application.mail.SendDigests;
import dev.keyfob.application.mail.SendTestMail;
import dev.keyfob.application.overview.CountRecords;
import dev.keyfob.application.overview.ShowOverview;
import dev.keyfob.application.permission.ShowCatalogue;
import dev.keyfob.application.pickup.DeclinePickUp;
import dev.keyfob.application.pickup.ListPickUps;
import dev.keyfob.application.pickup.PickUpToken;
import dev.keyfob.application.pickup.PrepareToken;
import dev.keyfob.application.pickup.RequestRotation;
import dev.keyfob.application.pickup.WithdrawPickUp;
import dev.keyfob.application.policy.PolicyInForce;
import dev.keyfob.application.policy.PreviewPolicy;
import dev.keyfob.application.policy.SetPolicy;
import dev.keyfob.application.policy.ShowPolicy;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.application.setup.FinishSetup;
import dev.keyfob.application.setup.OfferSetup;
import dev.keyfob.application.setup.ShowSetup;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.application.token.CreateToken;
import dev.keyfob.application.token.DetectReuse;
import dev.keyfob.application.token.DismissReuse;
import dev.keyfob.application.token.EditToken;
import dev.keyfob.application.token.FindTokens;
import dev.keyfob.application.token.FinishRotation;
import dev.keyfob.application.token.ListTokens;
import dev.keyfob.application.token.PurgeTokens;
import dev.keyfob.application.token.RecentUses;
import dev.keyfob.application.token.ResumeToken;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.application.token.RotateToken;
import dev.keyfob.application.token.RotationByUse;
import dev.keyfob.application.token.ShowToken;
import dev.keyfob.application.token.SuspendToken;
import dev.keyfob.application.token.VerifyToken;
import dev.keyfob.application.user.AddUser;
import dev.keyfob.application.user.ChangePassword;
import dev.keyfob.application.user.DisableUser;
import dev.keyfob.application.user.EditUser;
import dev.keyfob.application.user.EnableUser;
import dev.keyfob.application.user.EndOtherSessions;
import dev.keyfob.application.user.EndSession;
import dev.keyfob.application.user.InviteUser;
import dev.keyfob.application.user.IssuePasswordLink;
import dev.keyfob.application.user.LinkIdentity;
import dev.keyfob.application.user.ListIdentities;
import dev.keyfob.application.user.ListReservedEmails;
import dev.keyfob.application.user.ListSessions;
import dev.keyfob.application.user.ListUsers;
import dev.keyfob.application.user.PasswordMail;
import dev.keyfob.application.user.ReleaseReservedEmail;
import dev.keyfob.application.user.RemoveUser;
import dev.keyfob.application.user.ResumeSession;
import dev.keyfob.application.user.SetPassword;
import dev.keyfob.application.user.SetRoles;
import dev.keyfob.application.user.ShowUser;
import dev.keyfob.application.user.SignIn;
import dev.keyfob.application.user.SignInWithIdentity;
import dev.keyfob.application.user.SignOut;
import dev.keyfob.application.user.UnlinkIdentity;
import dev.keyfob.application.user.UsePasswordLink;
import dev.keyfob.application.webhook.AddWebhook;
import dev.keyfob.application.webhook.AnnounceExpiring;
import dev.keyfob.application.webhook.Announcements;
import dev.keyfob.application.webhook.DeliverWebhooks;
import dev.keyfob.application.webhook.ListDeliveries;
import dev.keyfob.application.webhook.ListWebhooks;
import dev.keyfob.application.webhook.PauseWebhook;
import dev.keyfob.application.webhook.PingWebhook;
import dev.keyfob.application.webhook.PurgeDeliveries;
import dev.keyfob.application.webhook.RemoveWebhook;
import dev.keyfob.application.webhook.RenameWebhook;
import dev.keyfob.application.webhook.ResumeWebhook;
import dev.keyfob.application.webhook.RetryDelivery;
import dev.keyfob.application.webhook.RotateWebhookSecret;
import dev.keyfob.application.webhook.WebhookOutbox;
import dev.keyfob.domain.mail.MailTexts;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * Creates every use case once, from the ports: a new use case is one line here.
 *
 * <p>Web handlers and commands receive only the use cases that they need, never this whole object.
 */
public final class UseCases {

    public final InstantSource clock;

    /** The counters of this process, for monitoring. */
    public final Counts counts = new Counts();

    /** Token uses that are not stored yet. The server flushes them at an interval. */
    public final RecentUses recentUses;

    public final TokenVerbs tokens;
    public final PickUpVerbs pickUps;
    public final UserVerbs users;
    public final SessionVerbs sessions;
    public final SetupVerbs setup;
    public final PolicyVerbs policy;
    public final AuditVerbs audit;
    public final ClientVerbs clients;
    public final LeakVerbs leaks;
    public final BackupVerbs backup;
    public final WebhookVerbs webhooks;
    public final MailVerbs mail;

    private final Ports ports;
    private final UseCaseSettings settings;
    private final SecureRandom random;
    private final Transactions transactions;
    private final WebhookOutbox outbox;
    private final MailTexts mailTexts;
    private final PolicyInForce policyInForce;
    private final ChangeLimit changeLimit;
    private final AuditedChanges changes;
    private final OncePerForm forms;

    public UseCases(Ports ports, UseCaseSettings settings, SecureRandom random, InstantSource clock) {
        this.ports = ports;
        this.settings = settings;
        this.random = random;
        this.clock = clock;
        transactions = ports.transactions();
        outbox = new WebhookOutbox(ports.webhooks(), ports.webhookDeliveries());
        policyInForce = new PolicyInForce(ports.policies(), settings.tokens().policy());
        recentUses = new RecentUses(ports.tokens(), ports.clients(), clock);
        changeLimit = new ChangeLimit(counts, clock);
        mailTexts = new MailTexts(settings.accounts().publicUrl());
        changes = new AuditedChanges(transactions, ports.auditLog(), changeLimit, listener(), clock);
        forms = new OncePerForm(transactions, ports.submittedForms(), clock);
        tokens = new TokenVerbs();
        pickUps = new PickUpVerbs();
        users = new UserVerbs();
        sessions = new SessionVerbs();
        setup = new SetupVerbs();
        policy = new PolicyVerbs();
        audit = new AuditVerbs();
        clients = new ClientVerbs();
        leaks = new LeakVerbs();
        backup = new BackupVerbs();
        webhooks = new WebhookVerbs();
        mail = new MailVerbs();
    }

    // Every audit entry may be announced to webhooks and mailed to people.
    private AuditedChanges.Listener listener() {
        Announcements announcements = new Announcements(outbox);
        AuditNotifications alarms = new AuditNotifications(
                settings.mail(),
                ports.mails(),
                ports.digests(),
                ports.users(),
                mailTexts,
                settings.tokens().catalogue());
        return (entry, subject) -> {
            announcements.recorded(entry, subject);
            alarms.recorded(entry, subject);
        };
    }

    /** The use cases for tokens. */
    public final class TokenVerbs {
        public final CreateToken createToken = new CreateToken(
                changes, ports.users(), ports.tokens(), settings.tokens(), policyInForce, forms, random);
        public final ListTokens listTokens = new ListTokens(ports.tokens(), recentUses, policyInForce, clock);
        public final FindTokens findTokens = new FindTokens(ports.tokens());
        public final ShowToken showToken = new ShowToken(ports.tokens(), recentUses, policyInForce, clock);
        public final RevokeToken revokeToken = new RevokeToken(changes, ports.users(), ports.tokens());
        public final SuspendToken suspendToken = new SuspendToken(changes, ports.tokens());
        public final ResumeToken resumeToken = new ResumeToken(changes, ports.tokens());
        public final DismissReuse dismissReuse = new DismissReuse(changes, ports.tokens(), ports.retiredSecrets());
        public final EditToken editToken = new EditToken(changes, ports.tokens(), settings.tokens(), policyInForce);
        public final PurgeTokens purgeTokens = new PurgeTokens(changes, ports.tokens(), clock);
        public final RotateToken rotateToken = new RotateToken(
                changes,
                ports.users(),
                ports.tokens(),
                recentUses,
                ports.retiredSecrets(),
                changeLimit,
                settings.tokens(),
                policyInForce,
                forms,
                random);
        public final ShowOverview showOverview = new ShowOverview(
                ports.tokens(), ports.webhookDeliveries(), ports.webhooks(), ports.mails(), policyInForce, clock);
        public final CountRecords countRecords = new CountRecords(
                ports.tokens(), ports.webhookDeliveries(), ports.mails(), ports.auditChain(), policyInForce, clock);
        public final VerifyToken verifyToken = new VerifyToken(
                ports.tokens(),
                recentUses,
                new RotationByUse(
                        new FinishRotation(changes, ports.tokens(), ports.retiredSecrets(), policyInForce),
                        new DetectReuse(changes, ports.tokens(), ports.retiredSecrets(), revokeToken, policyInForce)),
                settings.tokens(),
                policyInForce,
                settings.wrongSecrets(),
                counts,
                clock);

        private TokenVerbs() {}
    }

    /** The use cases for tokens that an administrator prepares and the owner picks up. */
    public final class PickUpVerbs {
        public final PrepareToken prepareToken = new PrepareToken(
                changes, ports.users(), ports.tokens(), ports.pickUps(), settings.tokens(), policyInForce);
        public final RequestRotation requestRotation =
                new RequestRotation(changes, ports.tokens(), ports.pickUps(), settings.tokens(), random);
        public final ListPickUps listPickUps = new ListPickUps(ports.pickUps(), ports.tokens(), clock);
        public final PickUpToken pickUpToken = new PickUpToken(
                ports.tokens(), ports.pickUps(), tokens.createToken, tokens.rotateToken, policyInForce, forms, clock);
        public final DeclinePickUp declinePickUp = new DeclinePickUp(changes, ports.pickUps(), ports.tokens());
        public final WithdrawPickUp withdrawPickUp = new WithdrawPickUp(changes, ports.pickUps(), ports.tokens());

        private PickUpVerbs() {}
    }

    /** The use cases for accounts. */
    public final class UserVerbs {
        public final AddUser addUser =
                new AddUser(changes, ports.users(), ports.passwordHashes(), ports.passwordHashing());
        public final InviteUser inviteUser =
                new InviteUser(changes, ports.users(), ports.issuedCodes(), random, settings.accounts());
        public final IssuePasswordLink issuePasswordLink = new IssuePasswordLink(
                changes,
                ports.users(),
                ports.passwordHashes(),
                ports.identities(),
                ports.issuedCodes(),
                random,
                settings.accounts());
        public final SetPassword setPassword = new SetPassword(
                changes,
                ports.users(),
                ports.passwordHashes(),
                ports.passwordHashing(),
                ports.sessions(),
                ports.issuedCodes(),
                random,
                settings.accounts());
        public final ChangePassword changePassword = new ChangePassword(
                changes,
                transactions,
                ports.users(),
                ports.passwordHashes(),
                ports.passwordHashing(),
                ports.sessions(),
                ports.issuedCodes(),
                ports.signInCounters(),
                tokens.revokeToken,
                settings.accounts(),
                random,
                counts,
                clock);
        public final ListUsers listUsers = new ListUsers(ports.users());
        public final ShowUser showUser = new ShowUser(ports.users());
        public final ShowCatalogue showCatalogue =
                new ShowCatalogue(ports.users(), settings.tokens().catalogue(), policyInForce);
        public final SetRoles setRoles =
                new SetRoles(changes, ports.users(), settings.tokens().catalogue());
        public final DisableUser disableUser = new DisableUser(
                changes,
                ports.users(),
                ports.sessions(),
                ports.issuedCodes(),
                settings.tokens().catalogue());
        public final EnableUser enableUser = new EnableUser(changes, ports.users(), tokens.revokeToken);
        public final EditUser editUser = new EditUser(changes, ports.users(), ports.identities(), ports.issuedCodes());
        public final ReleaseReservedEmail releaseReservedEmail = new ReleaseReservedEmail(changes, ports.users());
        public final RemoveUser removeUser = new RemoveUser(
                changes,
                ports.users(),
                ports.passwordHashes(),
                ports.identities(),
                ports.sessions(),
                ports.issuedCodes(),
                ports.tokens(),
                ports.pickUps(),
                ports.mails(),
                ports.digests(),
                ports.mailChoices(),
                tokens.revokeToken,
                settings.tokens().catalogue());
        public final LinkIdentity linkIdentity = new LinkIdentity(changes, ports.users(), ports.identities());
        public final UnlinkIdentity unlinkIdentity = new UnlinkIdentity(
                changes, ports.users(), ports.identities(), ports.passwordHashes(), settings.accounts());
        public final ListIdentities listIdentities = new ListIdentities(ports.identities());
        public final ListReservedEmails listReservedEmails = new ListReservedEmails(ports.users());

        private UserVerbs() {}
    }

    /** The use cases for signing in, for sessions and for signing out. */
    public final class SessionVerbs {
        public final SignIn signIn = new SignIn(
                changes,
                transactions,
                ports.users(),
                ports.passwordHashes(),
                ports.passwordHashing(),
                ports.sessions(),
                ports.signInCounters(),
                changeLimit,
                random,
                counts,
                clock);
        public final SignInWithIdentity signInWithIdentity = new SignInWithIdentity(
                changes, ports.users(), ports.identities(), ports.sessions(), changeLimit, random, counts);
        public final UsePasswordLink usePasswordLink = new UsePasswordLink(
                changes,
                transactions,
                ports.users(),
                ports.passwordHashes(),
                ports.passwordHashing(),
                ports.sessions(),
                ports.issuedCodes(),
                ports.signInCounters(),
                changeLimit,
                settings.accounts(),
                random,
                counts,
                clock);
        public final SignOut signOut = new SignOut(changes, ports.sessions());
        public final ResumeSession resumeSession = new ResumeSession(
                ports.sessions(),
                ports.users(),
                ports.submittedForms(),
                ports.issuedCodes(),
                settings.tokens().catalogue(),
                settings.sessions(),
                clock);
        public final ListSessions listSessions = new ListSessions(ports.sessions(), settings.sessions(), clock);
        public final EndSession endSession = new EndSession(changes, ports.sessions());
        public final EndOtherSessions endOtherSessions = new EndOtherSessions(changes, ports.sessions());

        private SessionVerbs() {}
    }

    /** The use cases that create the first account. */
    public final class SetupVerbs {
        public final ShowSetup showSetup = new ShowSetup(ports.setupCodes(), ports.users(), clock);
        public final OfferSetup offerSetup = new OfferSetup(ports.setupCodes(), showSetup, random, clock);
        public final FinishSetup finishSetup = new FinishSetup(
                changes,
                changeLimit,
                ports.setupCodes(),
                ports.users(),
                ports.passwordHashes(),
                ports.passwordHashing(),
                settings.tokens().catalogue(),
                settings.wrongSecrets(),
                counts,
                clock);

        private SetupVerbs() {}
    }

    /** The use cases for the token policy. */
    public final class PolicyVerbs {
        public final ShowPolicy showPolicy = new ShowPolicy(policyInForce);
        public final SetPolicy setPolicy = new SetPolicy(changes, ports.policies());
        public final PreviewPolicy previewPolicy =
                new PreviewPolicy(ports.tokens(), ports.policies(), policyInForce, clock);

        private PolicyVerbs() {}
    }

    /** The use cases for the audit log. */
    public final class AuditVerbs {
        public final ListAudit listAudit = new ListAudit(ports.auditLog());
        public final VerifyAudit verifyAudit = new VerifyAudit(ports.auditChain(), ports.auditMac());
        public final ExportAudit exportAudit = new ExportAudit(changes, ports.auditChain());
        public final CutAudit cutAudit =
                new CutAudit(changes, transactions, ports.auditChain(), verifyAudit, settings.auditKept(), clock);
        public final ShowOwnSecurityLog showOwnSecurityLog = new ShowOwnSecurityLog(ports.auditLog());
        public final RecordDenial recordDenial = new RecordDenial(changes, recentUses, clock);
        public final RecordClockJump recordClockJump = new RecordClockJump(changes);
        public final RecordLostHistory recordLostHistory = new RecordLostHistory(changes);

        private AuditVerbs() {}
    }

    /** The use cases for API clients. */
    public final class ClientVerbs {
        public final AddClient addClient = new AddClient(changes, ports.clients(), forms, random);
        public final RotateClientSecret rotateClientSecret =
                new RotateClientSecret(changes, ports.clients(), forms, random);
        public final RemoveClient removeClient = new RemoveClient(changes, ports.clients());
        public final ListClients listClients = new ListClients(ports.clients(), recentUses);
        public final AuthenticateClient authenticateClient =
                new AuthenticateClient(ports.clients(), recentUses, settings.wrongSecrets(), counts, clock);

        private ClientVerbs() {}
    }

    /** The use cases for leaked tokens. */
    public final class LeakVerbs {
        public final TraceLeak traceLeak =
                new TraceLeak(ports.tokens(), ports.users(), ports.clients(), recentUses, policyInForce, clock);
        public final HandleLeakReport handleLeakReport =
                new HandleLeakReport(changes, ports.tokens(), tokens.revokeToken, ports.auditLog());
        public final ShowScannerPattern showScannerPattern = new ShowScannerPattern(settings.tokens());

        private LeakVerbs() {}
    }

    /** The use cases for backups of all data. */
    public final class BackupVerbs {
        public final ExportData exportData = new ExportData(changes, ports.archive(), recentUses);
        public final ImportData importData = new ImportData(changes, ports.archive(), ports.tokens());
        public final CheckData checkData = new CheckData(ports.archive(), ports.tokens(), audit.verifyAudit);

        private BackupVerbs() {}
    }

    /** The use cases for webhooks, and the background work that delivers events to them. */
    public final class WebhookVerbs {
        public final AddWebhook addWebhook =
                new AddWebhook(changes, ports.webhooks(), ports.webhookSender(), forms, random);
        public final ListWebhooks listWebhooks = new ListWebhooks(ports.webhooks());
        public final RemoveWebhook removeWebhook =
                new RemoveWebhook(changes, transactions, ports.webhooks(), ports.webhookDeliveries());
        public final RotateWebhookSecret rotateWebhookSecret =
                new RotateWebhookSecret(changes, ports.webhooks(), forms, random);
        public final RenameWebhook renameWebhook = new RenameWebhook(changes, ports.webhooks());
        public final PauseWebhook pauseWebhook = new PauseWebhook(changes, ports.webhooks());
        public final ResumeWebhook resumeWebhook = new ResumeWebhook(changes, ports.webhooks());
        public final PingWebhook pingWebhook = new PingWebhook(
                transactions, ports.webhooks(), ports.webhookDeliveries(), ports.webhookSender(), changeLimit, clock);
        public final ListDeliveries listDeliveries = new ListDeliveries(ports.webhookDeliveries());
        public final RetryDelivery retryDelivery =
                new RetryDelivery(changes, ports.webhooks(), ports.webhookDeliveries());
        public final DeliverWebhooks deliverWebhooks = new DeliverWebhooks(
                changes,
                transactions,
                ports.webhooks(),
                ports.webhookDeliveries(),
                ports.webhookSender(),
                settings.webhookRetries(),
                random,
                clock);
        public final AnnounceExpiring announceExpiring = new AnnounceExpiring(
                transactions,
                ports.tokens(),
                ports.users(),
                ports.expiryWatch(),
                outbox,
                settings.expiryWarningDays(),
                clock);
        public final PurgeDeliveries purgeDeliveries =
                new PurgeDeliveries(transactions, ports.webhookDeliveries(), clock);

        private WebhookVerbs() {}
    }

    /** The use cases for mail, and the background work that writes and sends it. */
    public final class MailVerbs {
        public final ChooseMail chooseMail =
                new ChooseMail(settings.mail(), changes, ports.users(), ports.mailChoices());
        public final SendTestMail sendTestMail =
                new SendTestMail(settings.mail(), ports.mailSender(), mailTexts, clock);
        public final RequestPasswordMail requestPasswordMail = new RequestPasswordMail(
                settings.mail(), settings.accounts(), transactions, ports.mails(), ports.signInCounters(), clock);
        public final SendDigests sendDigests = new SendDigests(
                settings.mail(),
                transactions,
                ports.digests(),
                ports.mailChoices(),
                ports.mails(),
                ports.users(),
                mailTexts,
                clock);
        public final MailAuditFault mailAuditFault = new MailAuditFault(
                audit.verifyAudit,
                transactions,
                ports.mails(),
                ports.users(),
                settings.tokens().catalogue(),
                mailTexts,
                clock);
        public final DeliverMail deliverMail = new DeliverMail(
                changes,
                transactions,
                ports.mails(),
                ports.users(),
                new PasswordMail(
                        changes,
                        ports.users(),
                        ports.passwordHashes(),
                        ports.issuedCodes(),
                        random,
                        settings.accounts(),
                        mailTexts),
                ports.mailSender(),
                settings.webhookRetries(),
                random,
                clock);
        public final PurgeMails purgeMails = new PurgeMails(transactions, ports.mails(), clock);

        private MailVerbs() {}
    }
}
