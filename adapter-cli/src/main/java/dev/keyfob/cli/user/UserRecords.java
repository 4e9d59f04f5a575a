package dev.keyfob.cli.user;

import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.domain.user.User;
import java.time.Instant;

/** The records of users that commands print. */
final class UserRecords {

    private final RecordPrinter table = new RecordPrinter(
                    "id", "email", "roles", "created_at", "disabled_at", "active_tokens", "name")
            .namedBy("email")
            .brief("email", "name", "roles", "active_tokens", "created_at", "disabled_at");

    RecordPrinter table() {
        return table;
    }

    void add(User user, long activeTokens) {
        table.add(
                user.id().toString(),
                user.email().value(),
                HeldRoles.names(user),
                user.createdAt().toString(),
                user.disabledAt().map(Instant::toString).orElse(null),
                activeTokens,
                user.name().orElse(null));
    }
}
