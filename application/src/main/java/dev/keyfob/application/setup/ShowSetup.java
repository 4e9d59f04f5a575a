package dev.keyfob.application.setup;

import dev.keyfob.application.port.SetupCodes;
import dev.keyfob.application.port.Users;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.user.SetupState;
import dev.keyfob.domain.user.UserFilter;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Shows whether there is an account, and if not, how the first one is created. For everyone. Not audited; changes
 * nothing.
 */
public final class ShowSetup {

    private final SetupCodes codes;
    private final Users users;
    private final InstantSource clock;

    /** Set once there is an account. Every sign-in page needs the state, which then needs no query. */
    private final AtomicBoolean isDone = new AtomicBoolean();

    public ShowSetup(SetupCodes codes, Users users, InstantSource clock) {
        this.codes = codes;
        this.users = users;
        this.clock = clock;
    }

    public SetupState state(Actor actor) {
        if (isDone.get()) {
            return SetupState.DONE;
        }
        if (users.count(UserFilter.everyone()) > 0) {
            isDone.set(true);
            return SetupState.DONE;
        }
        return codes.find()
                .map(code -> code.isUsableAt(clock.instant()) ? SetupState.BY_CODE : SetupState.CODE_ENDED)
                .orElse(SetupState.BY_COMMAND);
    }
}
