package dev.keyfob.web.pages.token;

import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.RefusedUse;
import dev.keyfob.web.pages.Moment;
import dev.keyfob.web.problem.ReasonExplanation;
import java.time.Instant;

/** One recent kind of refusal of a token. Empty texts are not shown. */
public record RefusalRow(
        Moment latest, long times, String permission, ReasonExplanation words, String network, boolean isClaimed) {

    static RefusalRow of(RefusedUse refused, Instant now) {
        RefusedUse.Case way = refused.refused();
        return new RefusalRow(
                Moment.ofUse(refused.latest(), now),
                refused.times(),
                way.permission().map(Permission::name).orElse(""),
                ReasonExplanation.of(way.reason()),
                way.network(),
                way.isClaimed());
    }
}
