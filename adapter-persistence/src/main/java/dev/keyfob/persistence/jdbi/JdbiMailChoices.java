package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.port.MailChoices;
import dev.keyfob.domain.mail.NoticeKind;
import dev.keyfob.domain.user.UserId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** All SQL about the kinds of mail that users have switched off. */
public final class JdbiMailChoices implements MailChoices {

    private final Jdbi jdbi;

    public JdbiMailChoices(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Set<NoticeKind> findOff(UserId user) {
        List<String> kinds =
                jdbi.withHandle(handle -> handle.createQuery("select kind from mail_choice where user_id = :user")
                        .bind("user", user.value())
                        .mapTo(String.class)
                        .list());
        Set<NoticeKind> off = EnumSet.noneOf(NoticeKind.class);
        kinds.forEach(kind -> off.add(NoticeKind.valueOf(kind)));
        return off;
    }

    @Override
    public void put(UserId user, Set<NoticeKind> off) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("delete from mail_choice where user_id = :user")
                    .bind("user", user.value())
                    .execute();
            off.forEach(kind -> handle.createUpdate("insert into mail_choice (user_id, kind) values (:user, :kind)")
                    .bind("user", user.value())
                    .bind("kind", kind.name())
                    .execute());
        });
    }
}
