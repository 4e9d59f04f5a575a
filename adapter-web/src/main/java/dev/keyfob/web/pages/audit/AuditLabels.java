package dev.keyfob.web.pages.audit;

import static java.util.Map.entry;

import dev.keyfob.domain.audit.AuditAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The labels of the audit actions, and the groups in which the filter offers them. */
public final class AuditLabels {

    /** Labels for actions whose code, with spaces for dots, is not clear enough. */
    private static final Map<AuditAction, String> LABELS = Map.ofEntries(
            entry(AuditAction.SESSION_STARTED, "Signed in"),
            entry(AuditAction.SESSION_REFUSED, "Sign-in attempt"),
            entry(AuditAction.SESSION_ENDED, "Signed out"),
            entry(AuditAction.TOKENS_REVOKED, "All tokens revoked"),
            entry(AuditAction.TOKENS_PURGED, "Old token records removed"),
            entry(AuditAction.TOKEN_ROTATION_REPEATED, "Token rotated again"),
            entry(AuditAction.TOKEN_ROTATION_FINISHED, "New secret first used"),
            entry(AuditAction.TOKEN_REUSED, "Old secret used"),
            entry(AuditAction.TOKEN_REUSE_DISMISSED, "Alarm about an old secret dismissed"),
            entry(AuditAction.TOKEN_LEAKED, "Leaked token found"),
            entry(AuditAction.TOKEN_PREPARED, "Token prepared"),
            entry(AuditAction.TOKEN_ROTATION_ASKED, "Rotation asked for"),
            entry(AuditAction.TOKEN_PICKUP_DECLINED, "Pick-up declined"),
            entry(AuditAction.TOKEN_PICKUP_WITHDRAWN, "Pick-up withdrawn"),
            entry(AuditAction.USER_ADDED, "Account created"),
            entry(AuditAction.USER_DISABLED, "Account disabled"),
            entry(AuditAction.USER_ENABLED, "Account enabled"),
            entry(AuditAction.USER_ROLES_CHANGED, "Roles changed"),
            entry(AuditAction.USER_RENAMED, "Name changed"),
            entry(AuditAction.MAIL_CHOSEN, "Mail chosen"),
            entry(AuditAction.MAIL_FAILED, "Mail not delivered"),
            entry(AuditAction.USER_EMAIL_CHANGED, "E-mail address changed"),
            entry(AuditAction.USER_EMAIL_FREED, "E-mail address freed"),
            entry(AuditAction.USER_REMOVED, "Account removed"),
            entry(AuditAction.USER_IDENTITY_LINKED, "Sign-in at a provider linked"),
            entry(AuditAction.USER_IDENTITY_UNLINKED, "Sign-in at a provider unlinked"),
            entry(AuditAction.CLIENT_ADDED, "API client added"),
            entry(AuditAction.CLIENT_ROTATED, "API client's secret rotated"),
            entry(AuditAction.CLIENT_REMOVED, "API client removed"),
            entry(AuditAction.WEBHOOK_ROTATED, "Webhook's secret rotated"),
            entry(AuditAction.WEBHOOK_DISABLED, "Webhook paused"),
            entry(AuditAction.WEBHOOK_ENABLED, "Webhook resumed"),
            entry(AuditAction.WEBHOOK_RENAMED, "Webhook renamed"),
            entry(AuditAction.DELIVERY_RETRIED, "Delivery sent again"),
            entry(AuditAction.AUDIT_EXPORTED, "Audit log downloaded"),
            entry(AuditAction.AUDIT_CUT, "Audit log cut"),
            entry(AuditAction.PASSWORD_LINK_ISSUED, "One-time link created"),
            entry(AuditAction.PASSWORD_LINK_USED, "One-time link used"),
            entry(AuditAction.ACCESS_DENIED, "Access attempt"));

    /**
     * The groups in their order, each with the prefixes of its action codes. {@link #OTHERS} takes all other actions.
     */
    private static final Map<String, List<String>> GROUPS = groups();

    private static final String OTHERS = "Audit log and data";

    private AuditLabels() {}

    /** An action that the filter offers. */
    public record Choice(String code, String label, boolean isChosen) {}

    public record Group(String label, List<Choice> choices) {}

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Tokens", List.of("token.", "tokens."));
        groups.put("Accounts and roles", List.of("user.", "password."));
        groups.put("Signing in and access", List.of("session.", "access."));
        groups.put("Policy and API clients", List.of("policy.", "client."));
        groups.put("Webhooks", List.of("webhook.", "delivery."));
        return groups;
    }

    static String of(AuditAction action) {
        String code = action.code().replace('.', ' ').replace('_', ' ');
        return LABELS.getOrDefault(action, Character.toUpperCase(code.charAt(0)) + code.substring(1));
    }

    /** Returns the offered actions by group, without empty groups. */
    static List<Group> offered(Predicate<AuditAction> isOffered, String chosen) {
        Map<String, List<Choice>> choices = new LinkedHashMap<>();
        Stream.concat(GROUPS.keySet().stream(), Stream.of(OTHERS))
                .forEach(group -> choices.put(group, new ArrayList<>()));
        Stream.of(AuditAction.values())
                .filter(isOffered)
                .forEach(action -> choices.computeIfAbsent(groupOf(action), group -> new ArrayList<>())
                        .add(new Choice(action.code(), of(action), action.code().equals(chosen))));
        return choices.entrySet().stream()
                .filter(group -> !group.getValue().isEmpty())
                .map(group -> new Group(group.getKey(), group.getValue()))
                .toList();
    }

    private static String groupOf(AuditAction action) {
        return GROUPS.entrySet().stream()
                .filter(group -> group.getValue().stream().anyMatch(action.code()::startsWith))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(OTHERS);
    }
}
