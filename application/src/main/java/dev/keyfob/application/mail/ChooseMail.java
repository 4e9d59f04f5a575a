package dev.keyfob.application.mail;

import dev.keyfob.application.change.AuditedChanges;
import dev.keyfob.application.port.MailChoices;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.audit.AuditSubject;
import dev.keyfob.domain.mail.NoticeKind;
import dev.keyfob.domain.user.User;
import java.util.Set;

/** Chooses the contents of one's own digest. Alarms cannot be switched off. For people, for themselves. Audited. */
public final class ChooseMail {

    private final MailSettings settings;
    private final AuditedChanges changes;
    private final Users users;
    private final MailChoices choices;

    public ChooseMail(MailSettings settings, AuditedChanges changes, Users users, MailChoices choices) {
        this.settings = settings;
        this.changes = changes;
        this.users = users;
        this.choices = choices;
    }

    /** Returns whether mail is configured. Without a mail server there is nothing to choose. */
    public boolean isPossible(Actor actor) {
        actor.person();
        return settings.isOn();
    }

    /**
     * Returns the kinds that this person has switched off.
     *
     * @throws Refusal NOT_SIGNED_IN if the actor is not a person
     */
    public Set<NoticeKind> switchedOff(Actor actor) {
        return choices.findOff(actor.person().id());
    }

    /**
     * Switches off these kinds and switches on all others.
     *
     * @throws Refusal NOT_SIGNED_IN if the actor is not a person; TOO_MANY_CHANGES; USER_NOT_FOUND if
     *     the account was disabled or removed in the meantime
     */
    public void switchOff(Actor actor, Set<NoticeKind> off) {
        actor.person();
        changes.makeLimitedUnchecked(actor, change -> {
            User person = users.lockOwn(actor);
            if (choices.findOff(person.id()).equals(off)) {
                change.nothingToRecord();
            } else {
                choices.put(person.id(), off);
                change.record(AuditAction.MAIL_CHOSEN, new AuditSubject.MailChoice(person, off));
            }
        });
    }
}
