package dev.keyfob.web.pages;

import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCeiling;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenUses;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** All about one token. */
public record TokenPage(
        Chrome chrome, TokenRow token, List<String> permissions, UsesChart chart, List<Address> addresses) {

    public record Address(String text, Moment seen) {}

    static TokenPage of(Chrome chrome, AccessToken token, TokenUses uses, PermissionCeiling ceiling, Instant now) {
        return new TokenPage(
                chrome,
                TokenRow.of(token, now),
                ceiling.permissions(token.narrowing()).stream()
                        .map(Permission::name)
                        .toList(),
                UsesChart.of(uses, LocalDate.ofInstant(now, ZoneOffset.UTC)),
                uses.byAddress().entrySet().stream()
                        .sorted(Map.Entry.<String, Instant>comparingByValue().reversed())
                        .map(entry -> new Address(entry.getKey(), Moment.ofUse(entry.getValue(), now)))
                        .toList());
    }
}
