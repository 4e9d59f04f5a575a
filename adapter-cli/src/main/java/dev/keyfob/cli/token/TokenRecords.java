package dev.keyfob.cli.token;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;

import dev.keyfob.application.token.ShowToken;
import dev.keyfob.application.user.ShowUser;
import dev.keyfob.cli.table.RecordPrinter;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.RefusedUse;
import dev.keyfob.domain.token.Reuse;
import dev.keyfob.domain.token.Rotation;
import dev.keyfob.domain.token.Stamp;
import dev.keyfob.domain.token.TokenUses;
import dev.keyfob.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The records of tokens that commands print. The e-mail address of each owner is looked up only once. */
final class TokenRecords {

    private static final List<String> COLUMNS = List.of(
            "id",
            "name",
            "owner",
            "state",
            "created_at",
            "expires_at",
            "last_used_at",
            "revoked_at",
            "permissions",
            "hint");

    private final ShowToken showToken;
    private final ShowUser showUser;
    private final InstantSource clock;
    private final boolean withUses;
    private final Map<UserId, String> owners = new HashMap<>();
    private final RecordPrinter table;

    private TokenRecords(
            ShowToken showToken, ShowUser showUser, InstantSource clock, boolean withUses, List<String> further) {
        this.showToken = showToken;
        this.showUser = showUser;
        this.clock = clock;
        this.withUses = withUses;
        List<String> columns = new ArrayList<>(COLUMNS);
        if (withUses) {
            columns.addAll(
                    List.of("networks", "suspended_at", "suspended_by", "revoked_by", "uses_in_30_days", "used_from"));
            columns.addAll(List.of(
                    "rotation_begun_at",
                    "old_works_until",
                    "new_hint",
                    "reused_at",
                    "reused_from",
                    "note",
                    "refused_lately"));
        }
        columns.addAll(further);
        this.table = new RecordPrinter(columns.toArray(String[]::new))
                .withShortIds()
                .brief("id", "name", "owner", "state", "expires_at", "last_used_at");
    }

    static TokenRecords of(ShowToken showToken, ShowUser showUser, InstantSource clock) {
        return new TokenRecords(showToken, showUser, clock, false, List.of());
    }

    /** Includes the uses and refusals of tokens, which takes further queries for each token. */
    static TokenRecords withUses(ShowToken showToken, ShowUser showUser, InstantSource clock) {
        return new TokenRecords(showToken, showUser, clock, true, List.of());
    }

    /** Returns the record of a new or rotated token. The secret is in the field {@code token}, as in the REST API. */
    static RecordPrinter withSecret(
            ShowToken showToken, ShowUser showUser, InstantSource clock, AccessToken token, String secret) {
        TokenRecords records = new TokenRecords(showToken, showUser, clock, false, List.of("token"));
        records.add(token, secret);
        return records.table;
    }

    RecordPrinter table() {
        return table;
    }

    /** {@code further} holds the values of the additional columns. */
    void add(AccessToken token, Object... further) {
        List<Object> values = new ArrayList<>(Arrays.asList(
                token.id().toString(),
                token.name().value(),
                emailOf(token.owner()),
                token.stateAt(clock.instant()).code(),
                token.createdAt().toString(),
                token.expiresAt().map(Instant::toString).orElse(null),
                token.lastUsedAt().map(Instant::toString).orElse(null),
                token.revokedAt().map(Instant::toString).orElse(null),
                token.narrowing()
                        .permissions()
                        .map(chosen -> chosen.stream().map(Permission::name).toList())
                        .orElse(null),
                token.hint()));
        if (withUses) {
            values.add(token.networks().isLimited() ? token.networks().toString() : null);
            values.add(token.suspension().map(stamp -> stamp.at().toString()).orElse(null));
            values.add(token.suspension().map(Stamp::by).orElse(null));
            values.add(token.revocation().map(Stamp::by).orElse(null));
            TokenUses uses = showToken.usesOf(OPERATOR, token.id());
            values.add(uses.total());
            values.add(uses.byAddress().keySet().stream().sorted().toList());
            values.add(token.unusedSuccessor()
                    .map(begun -> begun.begunAt().toString())
                    .orElse(null));
            values.add(token.oldWorksUntil().map(Instant::toString).orElse(null));
            values.add(token.unusedSuccessor().map(Rotation::successorHint).orElse(null));
            values.add(token.reuse().map(seen -> seen.at().toString()).orElse(null));
            values.add(token.reuse().map(Reuse::address).orElse(null));
            values.add(token.note().isEmpty() ? null : token.note().value());
            values.add(showToken.refusalsOf(OPERATOR, token.id()).stream()
                    .map(TokenRecords::inWords)
                    .toList());
        }
        values.addAll(List.of(further));
        table.add(values.toArray());
    }

    private static String inWords(RefusedUse refused) {
        RefusedUse.Case way = refused.refused();
        return refused.latest() + " " + way.reason().code()
                + way.permission().map(asked -> " " + asked).orElse("")
                + (way.network().isEmpty() ? "" : " from " + way.network() + (way.isClaimed() ? " (claimed)" : ""))
                + " x" + refused.times();
    }

    private String emailOf(UserId owner) {
        return owners.computeIfAbsent(
                owner, id -> showUser.show(OPERATOR, id).email().value());
    }
}
