package dev.keyfob.web.signin;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where a request may carry a token. */
public enum Carrier {
    /** {@code Authorization: Bearer}, RFC 6750. */
    BEARER,
    /** The password of {@code Authorization: Basic}, RFC 7617, with any user name. */
    BASIC,
    /** {@code Authorization: token}. */
    TOKEN,
    X_API_KEY,
    PRIVATE_TOKEN;

    /** Returns the name that the settings use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the carriers with these names. Empty if one of the names is unknown. */
    public static Optional<Set<Carrier>> parse(Collection<String> words) {
        Set<Carrier> found = EnumSet.noneOf(Carrier.class);
        for (String word : words) {
            Optional<Carrier> named =
                    Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
            if (named.isEmpty()) {
                return Optional.empty();
            }
            found.add(named.get());
        }
        return Optional.of(found);
    }
}
