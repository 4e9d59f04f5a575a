package dev.keyfob.application.port;

import dev.keyfob.domain.mail.NoticeKind;
import dev.keyfob.domain.user.UserId;
import java.util.Set;

/** What people have switched off in their digests. */
public interface MailChoices {

    /** Empty where nothing is switched off. */
    Set<NoticeKind> findOff(UserId user);

    /** Switches off these kinds, and all others on. */
    void put(UserId user, Set<NoticeKind> off);
}
