package dev.keyfob.web.pages.token;

import dev.keyfob.domain.network.Network;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.permission.PermissionCeiling;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.RefusedUse;
import dev.keyfob.domain.token.TokenUses;
import dev.keyfob.web.pages.Moment;
import dev.keyfob.web.pages.PageFrame;
import dev.keyfob.web.pages.audit.AuditRow;
import dev.keyfob.web.signin.SignedInSession;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One token as its page shows it.
 *
 * @param path the path of the list
 * @param query the query that links back to the same page of the list, with its question mark
 * @param owner the owner's e-mail address, for administrators; otherwise empty
 */
public record TokenView(
        PageFrame chrome,
        String path,
        String query,
        String notice,
        String owner,
        TokenRow token,
        boolean mayResume,
        String note,
        List<String> permissions,
        List<String> networks,
        Map<String, String> commands,
        UsesChart chart,
        List<Address> addresses,
        List<RefusalRow> refusals,
        List<AuditRow> history) {

    public record Address(String text, Moment seen) {}

    static TokenView of(
            PageFrame chrome,
            String path,
            String query,
            String notice,
            String owner,
            AccessToken token,
            boolean mayResume,
            TokenUses uses,
            List<RefusedUse> refusals,
            PermissionCeiling ceiling,
            List<AuditRow> history,
            Instant now,
            SignedInSession reader) {
        return new TokenView(
                chrome,
                path,
                query,
                notice,
                owner,
                TokenRow.of(token, now, reader),
                mayResume,
                token.note().value(),
                ceiling.permissions(token.narrowing()).stream()
                        .map(Permission::name)
                        .toList(),
                token.networks().list().stream().map(Network::text).toList(),
                commands(token),
                UsesChart.of(uses, LocalDate.ofInstant(now, ZoneOffset.UTC)),
                uses.byAddress().entrySet().stream()
                        .sorted(Map.Entry.<String, Instant>comparingByValue().reversed())
                        .map(entry -> new Address(entry.getKey(), Moment.ofUse(entry.getValue(), now)))
                        .toList(),
                refusals.stream().map(refused -> RefusalRow.of(refused, now)).toList(),
                history);
    }

    /** Returns commands for an operator on this token, by label. A revoked token can only be shown. */
    private static Map<String, String> commands(AccessToken token) {
        Map<String, String> lines = new LinkedHashMap<>();
        List<String> verbs = token.isRevoked()
                ? List.of("show")
                : List.of("show", "rotate", token.suspension().isPresent() ? "resume" : "suspend", "revoke");
        for (String verb : verbs) {
            lines.put(
                    verb.substring(0, 1).toUpperCase(Locale.ROOT) + verb.substring(1),
                    "keyfob token " + verb + " " + token.id());
        }
        return lines;
    }
}
