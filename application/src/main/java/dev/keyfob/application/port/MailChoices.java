package dev.keyfob.application.port;

import dev.keyfob.domain.mail.NoticeKind;
import dev.keyfob.domain.user.UserId;
import java.util.Set;

/** The kinds of notices that people have switched off in their digests. */
public interface MailChoices {

    /** Returns the kinds that the user has switched off. */
    Set<NoticeKind> findOff(UserId user);

    /** Switches off these kinds for the user and switches on all others. The caller has locked the user. */
    void put(UserId user, Set<NoticeKind> off);
}
