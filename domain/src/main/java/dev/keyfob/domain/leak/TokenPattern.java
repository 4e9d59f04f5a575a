package dev.keyfob.domain.leak;

import dev.keyfob.domain.token.TokenFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What to look for, for scanners that cannot compute the checksum: a regular expression in the syntax of RE2, which is
 * understood everywhere. It also finds look-alikes.
 */
public record TokenPattern(List<String> prefixes) {

    private static final String AFTER_PREFIX = "[0-9A-Za-z]{" + TokenFormat.LENGTH_AFTER_PREFIX + "}";

    public TokenPattern {
        prefixes = prefixes.stream().distinct().toList();
        prefixes.forEach(TokenFormat::new);
        if (prefixes.isEmpty()) {
            throw new IllegalArgumentException("a pattern has a prefix");
        }
    }

    public String regex() {
        return prefixes.stream()
                        .map(prefix -> prefix.substring(0, prefix.length() - 1))
                        .collect(Collectors.joining(
                                "|", prefixes.size() == 1 ? "" : "(?:", prefixes.size() == 1 ? "" : ")"))
                + "_" + AFTER_PREFIX;
    }

    /** Tokens of every prefix there can be, and a great many look-alikes: whoever uses it must check the checksum. */
    public static String regexForAnyPrefix() {
        return TokenFormat.PREFIX_PATTERN + AFTER_PREFIX;
    }
}
