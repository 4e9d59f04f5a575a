package dev.keyfob.domain.policy;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Changes to the policy in the settings. The settings apply to every item that is not in it. */
public final class PolicyChanges {

    /** The value that undoes an earlier change. */
    private static final String AS_SETTINGS = "default";

    private static final PolicyChanges NONE = new PolicyChanges(new TreeMap<>());

    /** An empty value undoes an earlier change. */
    private final SortedMap<PolicyItem, Optional<PolicyValue<?>>> values;

    private PolicyChanges(SortedMap<PolicyItem, Optional<PolicyValue<?>>> values) {
        this.values = Collections.unmodifiableSortedMap(values);
    }

    public static PolicyChanges none() {
        return NONE;
    }

    /** Parses assignments such as {@code longest_life=90d}. */
    public static PolicyChanges parse(List<String> assignments) {
        SortedMap<PolicyItem, Optional<PolicyValue<?>>> values = new TreeMap<>();
        for (String assignment : assignments) {
            String[] parts = assignment.split("=", 2);
            PolicyItem item = Stream.of(PolicyItem.values())
                    .filter(each -> each.code().equals(parts[0]))
                    .findFirst()
                    .orElseThrow(PolicyChanges::unknown);
            values.put(item, value(item, parts.length == 2 ? parts[1].strip() : ""));
        }
        return new PolicyChanges(values);
    }

    /** Parses the value of each item. */
    public static PolicyChanges parse(Map<PolicyItem, String> texts) {
        SortedMap<PolicyItem, Optional<PolicyValue<?>>> values = new TreeMap<>();
        texts.forEach((item, text) -> values.put(item, value(item, text)));
        return new PolicyChanges(values);
    }

    private static Optional<PolicyValue<?>> value(PolicyItem item, String text) {
        Optional<PolicyValue<?>> value = item.read(text);
        if (value.isEmpty() && !text.equals(AS_SETTINGS)) {
            throw new Refusal(
                    Reason.POLICY_UNREADABLE,
                    item.code() + " takes " + item.expected() + "; or default, for the value in the settings.");
        }
        return value;
    }

    /** Returns these changes on top of earlier ones. */
    public PolicyChanges after(PolicyChanges earlier) {
        SortedMap<PolicyItem, Optional<PolicyValue<?>>> all = new TreeMap<>(earlier.values);
        all.putAll(values);
        all.values().removeIf(Optional::isEmpty);
        return new PolicyChanges(all);
    }

    /** Returns the policy of the settings with these changes. */
    public TokenPolicy applyTo(TokenPolicy settings) {
        TokenPolicy policy = settings;
        for (Optional<PolicyValue<?>> value : values.values()) {
            policy = value.isPresent() ? value.get().applyTo(policy) : policy;
        }
        return policy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PolicyChanges changes && values.equals(changes.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Returns the changes as the operator would write them. This form is stored. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(change -> change.getKey().code() + "="
                        + change.getValue().map(PolicyValue::text).orElse(AS_SETTINGS))
                .collect(Collectors.joining(" "));
    }

    private static Refusal unknown() {
        return new Refusal(
                Reason.POLICY_UNREADABLE,
                "Write NAME=VALUE, where the name is one of "
                        + Stream.of(PolicyItem.values()).map(PolicyItem::code).collect(Collectors.joining(", ")) + ".");
    }
}
