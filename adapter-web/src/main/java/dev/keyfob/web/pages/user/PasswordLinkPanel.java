package dev.keyfob.web.pages.user;

import dev.keyfob.application.user.PasswordLink;
import dev.keyfob.web.pages.Moment;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.Sections;
import dev.keyfob.web.signin.SignedInSession;
import java.time.Instant;

/** A one-time link, in the only response that shows it, with its user and its expiry. */
public record PasswordLinkPanel(PageFrame chrome, String path, String email, String link, Moment expires) {

    static PasswordLinkPanel of(PasswordLink link, SignedInSession session, Instant now) {
        return new PasswordLinkPanel(
                PageFrame.ofAdministration(session, Sections.USERS),
                Sections.USERS + "/" + link.user().id(),
                link.user().email().value(),
                link.reveal(),
                Moment.of(link.expiresAt(), now));
    }
}
