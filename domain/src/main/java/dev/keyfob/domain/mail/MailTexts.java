package dev.keyfob.domain.mail;

import dev.keyfob.domain.actor.AuditParty;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.User;
import dev.keyfob.domain.webhook.Webhook;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes the texts of all mails. Their links lead to pages that ask before they change anything, because some mail
 * programs open every link to scan it.
 */
public final class MailTexts {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final String PROFILE = "/settings/profile";
    private static final String CHOICES = "/settings/profile/mail";
    private static final String TOKENS = "/settings/access-token";
    private static final String SIGN_IN = "/sign-in";

    private final URI publicUrl;

    /** {@code publicUrl} is the address under which people open Keyfob. */
    public MailTexts(URI publicUrl) {
        this.publicUrl = publicUrl;
    }

    public MailText digest(User person, FirstOf<ExpiringToken> expiring, FirstOf<String> byOthers) {
        MailText.Draft draft = MailText.about(subject(expiring, byOthers)).say(greeting(person));
        if (expiring.total() > 0) {
            draft.say(expiring.total() == 1 ? "This token expires soon:" : "These tokens expire soon:")
                    .list(new FirstOf<>(
                            expiring.first().stream().map(MailTexts::line).toList(), expiring.total()))
                    .say(
                            expiring.total() == 1
                                    ? "Programs that use it stop working then. To keep the token, extend it on its"
                                            + " page."
                                    : "Programs that use one of them stop working then. To keep a token, extend it on"
                                            + " its page.");
        }
        if (byOthers.total() > 0) {
            draft.say("Others changed your tokens:").list(byOthers);
        }
        return draft.say("Your access tokens:")
                .link(at(TOKENS))
                .say("You get this mail at most once a day. Choose what it contains:")
                .link(at(CHOICES))
                .done();
    }

    private static String subject(FirstOf<ExpiringToken> expiring, FirstOf<String> byOthers) {
        if (expiring.total() == 0) {
            return byOthers.total() == 1 ? "One of your tokens was changed" : "Your tokens were changed";
        }
        return expiring.total() == 1
                ? "One of your tokens expires soon"
                : expiring.total() + " of your tokens expire soon";
    }

    private static String line(ExpiringToken token) {
        return "“" + token.name() + "” (" + token.hint() + ") expires on " + TIME.format(token.expiresAt());
    }

    /** Returns the line of a digest for a token that another user or the operator created. */
    public static String created(AccessToken token, AuditParty by, Instant now) {
        return named(token) + " was created for you by " + by.name() + " on " + TIME.format(now);
    }

    /** Returns the line of a digest for a token that another actor revoked. */
    public static String revoked(AccessToken token, AuditParty by, Instant now) {
        return named(token) + " was revoked by " + by.name() + " on " + TIME.format(now);
    }

    /** Returns the line of a digest for a revocation of all tokens. */
    public static String manyRevoked(AuditParty by, Instant now) {
        return "All your tokens were revoked by " + by.name() + " on " + TIME.format(now);
    }

    public MailText oldSecretUsed(User owner, AccessToken token, String address, Instant now) {
        return MailText.about("An old secret of a token was used")
                .say(greeting(owner))
                .say("On " + TIME.format(now) + ", a secret of your token " + named(token)
                        + " was used that a rotation had ended. The request came from " + address + ".")
                .say("Two parties have had secrets of this token, and one of them may be a thief. See on its page"
                        + " whether it still works; if you do not know who used the old secret, delete the token and"
                        + " create another:")
                .link(at(TOKENS + "/" + token.id()))
                .say(alarm())
                .done();
    }

    public MailText leaked(User owner, AccessToken token, boolean revoked, AuditParty finder, Instant now) {
        return MailText.about("One of your tokens has leaked")
                .say(greeting(owner))
                .say("On " + TIME.format(now) + ", the secret of your token " + named(token) + " was reported by "
                        + finder.name() + ".")
                .say(
                        revoked
                                ? "The token was revoked and no longer works. Create another for the program that used"
                                        + " it, and remove the secret from where it was found:"
                                : "The token still works. Delete it, create another for the program that used it, and"
                                        + " remove the secret from where it was found:")
                .link(at(TOKENS + "/" + token.id()))
                .say(alarm())
                .done();
    }

    public MailText passwordChanged(User person, AuditParty by, String address, Instant now) {
        return MailText.about("Your password was changed")
                .say(greeting(person))
                .say("On " + TIME.format(now) + ", the password of your account " + person.email() + " was set by "
                        + whoIs(by, person) + ", from " + address + ".")
                .say(unexpected())
                .say("Sign in:")
                .link(at(SIGN_IN))
                .say(alarm())
                .done();
    }

    public MailText emailChanged(User before, Email now, AuditParty by, Instant at) {
        return MailText.about("Your address was changed")
                .say(greeting(before))
                .say("On " + TIME.format(at) + ", the address of your account was changed from " + before.email()
                        + " to "
                        + now + " by " + whoIs(by, before) + ". You sign in with the new address, and mail goes there."
                        + " This mail goes to both.")
                .say(unexpected())
                .say(alarm())
                .done();
    }

    public MailText rolesChanged(User person, AuditParty by, Instant now) {
        return MailText.about("Your roles were changed")
                .say(greeting(person))
                .say("On " + TIME.format(now) + ", the roles of your account " + person.email() + " were changed by "
                        + whoIs(by, person) + ". Your profile shows the roles that you have now:")
                .link(at(PROFILE))
                .say(alarm())
                .done();
    }

    public MailText webhookFailing(User administrator, Webhook webhook, Instant now) {
        return MailText.about("A webhook was disabled because deliveries failed")
                .say(greeting(administrator))
                .say("On " + TIME.format(now) + ", Keyfob stopped sending events to the webhook " + webhook.name()
                        + " (" + webhook.url().shown()
                        + "), because nothing arrived there. Its page shows the latest attempts:")
                .link(at("/admin/webhooks/" + webhook.id()))
                .say(forAdministrators())
                .done();
    }

    /** {@code fault} is a sentence that describes the fault. */
    public MailText auditFault(User administrator, String fault, Instant now) {
        return MailText.about("The audit log was altered or damaged")
                .say(greeting(administrator))
                .say("On " + TIME.format(now) + ", the daily check of the audit log found this: " + fault)
                .say("Leave the data unchanged, and have the operator run: keyfob audit verify")
                .say("The audit log:")
                .link(at("/admin/audit"))
                .say(forAdministrators())
                .done();
    }

    /** Returns the only mail with a secret: {@code link} works once, for anyone who can read this mailbox. */
    public MailText passwordReset(User person, String link, Instant until, String address) {
        return MailText.about("Set a new password")
                .say(greeting(person))
                .say("Somebody at " + address + " said that they forgot the password of your account " + person.email()
                        + ". If that was you, open this page and choose a new one:")
                .link(URI.create(link))
                .say("The link works once, until " + TIME.format(until)
                        + ". If that was not you, do nothing: your password stays as it is.")
                .done();
    }

    /** Returns the mail for an account without a password in Keyfob, whose owner signs in another way. */
    public MailText noPassword(User person, String address) {
        return MailText.about("Your account has no password")
                .say(greeting(person))
                .say("Somebody at " + address + " said that they forgot the password of your account " + person.email()
                        + ". It has none. Sign in as you did before, or with the link of your invitation; an"
                        + " administrator can give you another:")
                .link(at(SIGN_IN))
                .say("If that was not you, do nothing.")
                .done();
    }

    public MailText test() {
        return MailText.about("Test mail from Keyfob")
                .say("Mail from Keyfob arrives here. The operator sent this one to test that.")
                .link(at("/"))
                .done();
    }

    private static String greeting(User person) {
        return "Hello " + person.name().orElseGet(() -> person.email().localPart()) + ",";
    }

    private static String named(AccessToken token) {
        return "“" + token.name() + "” (" + token.hint() + ")";
    }

    private static String whoIs(AuditParty by, User person) {
        return by.id().equals(person.id().toString()) ? "you" : by.name();
    }

    private static String unexpected() {
        return "If you did not expect this, tell an administrator at once.";
    }

    private static String alarm() {
        return "Keyfob mails such alarms at once. They cannot be switched off.";
    }

    private static String forAdministrators() {
        return "Everyone who may manage tokens gets this alarm. It cannot be switched off.";
    }

    private URI at(String path) {
        return publicUrl.resolve(path);
    }
}
