package dev.keyfob.application.fake;

import dev.keyfob.application.port.MailChoices;
import dev.keyfob.domain.mail.NoticeKind;
import dev.keyfob.domain.user.UserId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryMailChoices implements MailChoices {

    private final Map<UserId, Set<NoticeKind>> off = new ConcurrentHashMap<>();

    @Override
    public Set<NoticeKind> findOff(UserId user) {
        return off.getOrDefault(user, Set.of());
    }

    @Override
    public void put(UserId user, Set<NoticeKind> kinds) {
        off.put(user, Set.copyOf(kinds));
    }
}
