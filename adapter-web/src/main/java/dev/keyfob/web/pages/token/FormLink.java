package dev.keyfob.web.pages.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCeiling;
import dev.keyfob.domain.policy.ExpiryPolicy;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.web.body.FormFields;
import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.Query;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A link that fills in the form for a new token, such as {@code ?name=CI&days=30&permission=recipe:run}. It never sends
 * the form: the user checks it and does so. Invalid values are left out, and an error says so.
 */
record FormLink(String name, String choice, Optional<String> date, Narrowing narrowing, WrongField wrong) {

    static final String NOTICE = "A link filled in this form. Nothing is generated before you press Generate.";

    private static final String DAYS = "days";
    private static final int LONGEST_NUMBER = 5;

    static boolean isIn(Context ctx) {
        return ctx.queryParam(TokenFieldNames.NAME) != null
                || ctx.queryParam(DAYS) != null
                || ctx.queryParam(TokenFieldNames.PERMISSION) != null;
    }

    /** Returns a link to the page that fills in the form as it was sent, as far as a link can. */
    static String of(Context ctx, String path) {
        String name = FormFields.text(ctx, TokenFieldNames.NAME);
        String expires = FormFields.text(ctx, "expires");
        List<String> pairs = new ArrayList<>();
        if (!name.isBlank() && !TokenFormat.holdsSecret(name)) {
            pairs.addAll(List.of(TokenFieldNames.NAME, name));
        }
        if (expires.endsWith("d")) {
            pairs.addAll(List.of(DAYS, expires.substring(0, expires.length() - 1)));
        }
        return Query.with(
                Query.link(path, pairs.toArray(String[]::new)),
                TokenFieldNames.PERMISSION,
                ctx.formParams(TokenFieldNames.PERMISSION));
    }

    static FormLink parse(Context ctx, PermissionCeiling ceiling, ExpiryPolicy policy, Instant now) {
        WrongField wrong = WrongField.none();
        String name = Query.text(ctx, TokenFieldNames.NAME);
        String choice = "";
        Optional<String> date = Optional.empty();
        Narrowing narrowing = Narrowing.none();
        try {
            name = name.isEmpty() ? name : TokenName.parse(name).value();
        } catch (Refusal refusal) {
            wrong = WrongField.of(refusal, TokenFieldNames.BY_REASON);
        }
        try {
            Optional<Duration> life = life(Query.text(ctx, DAYS), policy);
            choice = life.map(length -> ExpiryChoice.valueOf(length, policy)).orElse("");
            date = life.filter(length -> ExpiryChoice.valueOf(length, policy).equals(ExpiryChoice.CUSTOM))
                    .map(length -> LocalDate.ofInstant(now.plus(length), ZoneOffset.UTC)
                            .minusDays(1)
                            .toString());
        } catch (Refusal refusal) {
            wrong = WrongField.ofForm(refusal.explanation());
        }
        List<String> permissions = ctx.queryParams(TokenFieldNames.PERMISSION);
        if (!permissions.isEmpty()) {
            Set<Permission> chosen = new TreeSet<>(ceiling.permissions());
            chosen.removeIf(permission -> !permissions.contains(permission.name()));
            narrowing = Narrowing.to(chosen);
            if (chosen.size() < Set.copyOf(permissions).size()) {
                wrong = WrongField.ofForm(
                        "The link asks for a permission that no token here can have. It is left out.");
            }
        }
        return new FormLink(name, choice, date, narrowing, wrong);
    }

    private static Optional<Duration> life(String days, ExpiryPolicy policy) {
        if (days.isEmpty()) {
            return Optional.empty();
        }
        boolean isNumber = days.length() <= LONGEST_NUMBER && days.chars().allMatch(c -> c >= '0' && c <= '9');
        Duration life = isNumber ? Duration.ofDays(Long.parseLong(days)) : Duration.ZERO;
        if (life.isZero() || life.compareTo(policy.longestLife()) > 0) {
            throw new Refusal(
                    Reason.EXPIRY_UNREADABLE,
                    "The link asks for a life that tokens here cannot have: they live 1 to "
                            + policy.longestLife().toDays() + " days. Choose another below.");
        }
        return Optional.of(life);
    }
}
