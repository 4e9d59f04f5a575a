package dev.keyfob.application.mail;

import dev.keyfob.application.port.MailSender;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.mail.MailId;
import dev.keyfob.domain.mail.MailTexts;
import dev.keyfob.domain.outbox.Outcome;
import dev.keyfob.domain.user.Email;
import java.time.InstantSource;

/**
 * Sends one test mail to any address and returns the answer of the mail server; the caller waits for it. For the
 * operator. Not audited.
 */
public final class SendTestMail {

    private final MailSettings settings;
    private final MailSender sender;
    private final MailTexts texts;
    private final InstantSource clock;

    public SendTestMail(MailSettings settings, MailSender sender, MailTexts texts, InstantSource clock) {
        this.settings = settings;
        this.sender = sender;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * Sends the test mail.
     *
     * @throws Refusal ROLE_MISSING if the actor is not the operator; MAIL_OFF if no mail server is configured
     */
    public Outcome send(Actor actor, Email address) {
        actor.requireOperator("Only the operator sends test mails, at the command line.");
        if (!settings.isOn()) {
            throw new Refusal(
                    Reason.MAIL_OFF,
                    "No mail server is configured. Set mail.host and mail.from; docs/mail.md has examples.");
        }
        return sender.send(address, MailId.random(), texts.test(), clock.instant());
    }
}
