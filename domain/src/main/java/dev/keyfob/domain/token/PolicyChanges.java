package dev.keyfob.domain.token;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was changed of the policy that the settings give. What is not in it is as the settings say. */
public record PolicyChanges(SortedMap<PolicyItem, String> values) {

    /** Written as a value, it takes a change back. */
    public static final String AS_SETTINGS = "default";

    private static final PolicyChanges NONE = new PolicyChanges(new TreeMap<>());

    public PolicyChanges {
        values.forEach((item, text) -> {
            if (!item.isReadable(text) && !text.equals(AS_SETTINGS)) {
                throw new IllegalArgumentException("not a value of " + item.code());
            }
        });
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public static PolicyChanges none() {
        return NONE;
    }

    /** Reads assignments such as {@code longest_life=90d}. */
    public static PolicyChanges parse(List<String> assignments) {
        Map<PolicyItem, String> values = new EnumMap<>(PolicyItem.class);
        for (String assignment : assignments) {
            String[] parts = assignment.split("=", 2);
            PolicyItem item = Stream.of(PolicyItem.values())
                    .filter(each -> each.code().equals(parts[0]))
                    .findFirst()
                    .orElseThrow(PolicyChanges::unknown);
            String text = parts.length == 2 ? parts[1].strip() : "";
            if (!item.isReadable(text) && !text.equals(AS_SETTINGS)) {
                throw new Refusal(
                        Reason.POLICY_UNREADABLE,
                        item.code() + " takes " + item.expected() + "; or default, to be as the settings say.");
            }
            values.put(item, text);
        }
        return new PolicyChanges(new TreeMap<>(values));
    }

    /** These changes on top of earlier ones. */
    public PolicyChanges after(PolicyChanges earlier) {
        SortedMap<PolicyItem, String> all = new TreeMap<>(earlier.values);
        all.putAll(values);
        all.values().removeIf(AS_SETTINGS::equals);
        return new PolicyChanges(all);
    }

    /** The policy of the settings, changed. */
    public TokenPolicy applyTo(TokenPolicy settings) {
        TokenPolicy policy = settings;
        for (Map.Entry<PolicyItem, String> change : values.entrySet()) {
            policy = change.getValue().equals(AS_SETTINGS)
                    ? policy
                    : change.getKey().applyTo(policy, change.getValue());
        }
        return policy;
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(change -> change.getKey().code() + "=" + change.getValue())
                .collect(Collectors.joining(" "));
    }

    private static Refusal unknown() {
        return new Refusal(
                Reason.POLICY_UNREADABLE,
                "Write NAME=VALUE, where the name is one of "
                        + Stream.of(PolicyItem.values()).map(PolicyItem::code).collect(Collectors.joining(", ")) + ".");
    }
}
