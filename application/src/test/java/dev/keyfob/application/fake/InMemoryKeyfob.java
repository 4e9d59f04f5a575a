package dev.keyfob.application.fake;

import dev.keyfob.application.Ports;
import dev.keyfob.application.UseCaseSettings;
import dev.keyfob.application.UseCases;
import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.count.Counts;
import dev.keyfob.application.mail.MailSettings;
import dev.keyfob.application.throttle.ChangeLimit;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.TokenSettings;
import dev.keyfob.application.user.AccountSettings;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.PolicyChanges;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.domain.user.Role;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A complete Keyfob on fakes, with three users: alice and bob without roles, and an administrator. */
public final class InMemoryKeyfob {

    private static final SecureRandom DEVICES = new SecureRandom();

    public static final String ALICE_PASSWORD = "alice likes green tea";
    public static final String BOB_PASSWORD = "bob likes black coffee";
    public static final String ADMIN_PASSWORD = "admin likes cold water";
    public static final Instant START = Instant.parse("2026-11-24T09:30:00Z");

    private final InMemoryPorts ports = new InMemoryPorts();
    private final WatchedPorts watchedPorts = new WatchedPorts();
    private final Ports watched = watchedPorts.around(ports.all);

    public final TokenSettings settings;
    public final SettableClock clock = new SettableClock(START);
    public final SecureRandom random = new SecureRandom();
    public final InMemoryUsers users = ports.users;
    public final InMemoryAccessTokens tokens = ports.tokens;
    public final InMemoryPasswordHashes passwordHashes = ports.passwordHashes;
    public final PlainPasswordHashing passwordHashing = ports.passwordHashing;
    public final InMemoryPickUps pickUps = ports.pickUps;
    public final InMemorySubmittedForms submittedForms = ports.submittedForms;
    public final InMemoryIssuedCodes issuedCodes = ports.issuedCodes;
    public final InMemorySetupCodes setupCodes = ports.setupCodes;
    public final InMemoryIdentities identities = ports.identities;
    public final InMemorySessions sessions = ports.sessions;
    public final InMemorySignInCounters signInCounters = ports.signInCounters;
    public final InMemoryApiClients clients = ports.clients;
    public final InMemoryAuditLog auditLog = ports.auditLog;
    public final InMemoryArchive archive = ports.archive;
    public final InMemoryWebhooks webhooks = ports.webhooks;
    public final InMemoryWebhookDeliveries webhookDeliveries = ports.webhookDeliveries;
    public final ScriptedWebhookSender webhookSender = ports.webhookSender;
    public final InMemoryMails mails = ports.mails;
    public final InMemoryMailDigests digests = ports.digests;
    public final InMemoryMailChoices mailChoices = ports.mailChoices;
    public final ScriptedMailSender mailSender = ports.mailSender;
    public final InMemoryTransactions transactions = ports.transactions;
    public final InMemoryPolicies policies = ports.policies;

    public final UseCases useCases;

    /** For changes that a test makes itself. They are not announced to webhooks. */
    public final AuditedChanges changes = new AuditedChanges(
            watched.transactions(),
            watched.auditLog(),
            new ChangeLimit(new Counts(), clock),
            (entry, subject) -> {},
            clock);

    public final Actor operator = new Actor.Operator();
    public final User alice;
    public final User bob;
    public final User admin;

    public InMemoryKeyfob() {
        this(StandardSettings.tokens());
    }

    public InMemoryKeyfob(TokenSettings settings) {
        this(StandardSettings.useCases(settings));
    }

    /** Requires a recent sign-in for a new secret. */
    public static InMemoryKeyfob askingForFreshSignIns() {
        TokenSettings settings = StandardSettings.tokens();
        return new InMemoryKeyfob(new TokenSettings(settings.format(), settings.catalogue(), settings.policy(), true));
    }

    /** With sign-in by password switched off. */
    public static InMemoryKeyfob withoutPasswords() {
        UseCaseSettings standard = StandardSettings.useCases();
        return new InMemoryKeyfob(
                with(standard, new AccountSettings(standard.accounts().publicUrl(), false), standard.mail()));
    }

    /** With a mail server; digests are sent at six. */
    public static InMemoryKeyfob withMail() {
        UseCaseSettings standard = StandardSettings.useCases();
        return new InMemoryKeyfob(with(standard, standard.accounts(), new MailSettings(true, 6)));
    }

    private static UseCaseSettings with(UseCaseSettings standard, AccountSettings accounts, MailSettings mail) {
        return new UseCaseSettings(
                standard.tokens(),
                standard.sessions(),
                accounts,
                standard.webhookRetries(),
                standard.expiryWarningDays(),
                standard.auditKept(),
                standard.wrongSecrets(),
                mail);
    }

    private InMemoryKeyfob(UseCaseSettings allSettings) {
        this.settings = allSettings.tokens();
        useCases = new UseCases(watched, allSettings, random, clock);
        alice = join("alice@example.com", ALICE_PASSWORD, List.of());
        bob = join("bob@example.com", BOB_PASSWORD, List.of());
        admin = join("admin@example.com", ADMIN_PASSWORD, List.of(Role.ADMIN));
    }

    /** That person, signed in just now. */
    public Actor.SignedIn signedIn(User user) {
        return new Actor.SignedIn(
                users.find(user.id()).orElseThrow(), settings.catalogue(), "192.0.2.1", Optional.of(clock.instant()));
    }

    /** That person, signed in too long ago for changes that need a recent sign-in. */
    public Actor.SignedIn signedInEarlier(User user) {
        return signedIn(user).provenAt(clock.instant().minus(Actor.FRESH_FOR));
    }

    /** A token that the user created, with all defaults. */
    public CreatedToken tokenOf(User owner, String name) {
        return useCases.tokens.createToken.create(
                signedIn(owner),
                new NewToken(owner.email(), TokenName.parse(name), new Expiry.Standard(), Narrowing.none()));
    }

    /** That token as an actor. Counts as a use. */
    public Actor.Bearer bearer(CreatedToken token) {
        return useCases.tokens
                .verifyToken
                .identify("192.0.2.1", token.secret().reveal())
                .orElseThrow();
    }

    /** Uses that secret and returns whether it works. */
    public boolean use(TokenSecret secret) {
        return useCases.tokens
                .verifyToken
                .verify("192.0.2.1", secret.reveal(), List.of())
                .isAllowed();
    }

    /** Why that secret does not work, with the exact reason; empty if it works. Not a use. */
    public Optional<Reason> unusable(TokenSecret secret) {
        return useCases.tokens
                .verifyToken
                .explain(operator, secret.reveal(), List.of())
                .unusable();
    }

    /** Changes the policy. Each change is written as for {@code policy set}. */
    public void setPolicy(String... changes) {
        useCases.policy.setPolicy.set(operator, PolicyChanges.parse(List.of(changes)));
    }

    /** The audit entries with that action, the earliest first. */
    public List<AuditEntry> audited(AuditAction action) {
        return auditLog.entries.stream()
                .filter(entry -> entry.action() == action)
                .toList();
    }

    /** The actions of all audit entries, the earliest first. */
    public List<AuditAction> auditedActions() {
        return auditLog.entries.stream().map(AuditEntry::action).toList();
    }

    /** Every change that the use cases have made, such as {@code Sessions.remove}. */
    public List<String> written() {
        return watchedPorts.written();
    }

    private User join(String email, String password, List<Role> roles) {
        Email address = Email.parse(email);
        // Password.attempt skips the check for common passwords, which would take longer than most tests.
        return useCases.users.addUser.add(operator, address, roles, Password.attempt(password));
    }

    /** A browser in which nobody has signed in yet. */
    public static SessionSecret newDevice() {
        return SessionSecret.generate(DEVICES);
    }
}
