package dev.keyfob.domain.leak;

import dev.keyfob.domain.token.TokenFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A regular expression for scanners that cannot compute the checksum, in the widely supported syntax of RE2. It also
 * matches look-alikes.
 */
public record ScannerPattern(List<String> prefixes) {

    private static final String AFTER_PREFIX = "[0-9A-Za-z]{" + TokenFormat.LENGTH_AFTER_PREFIX + "}";

    public ScannerPattern {
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

    /**
     * Returns a pattern for tokens of every possible prefix. It also matches a great many look-alikes, so check the
     * checksum of each match.
     */
    public static String regexForAnyPrefix() {
        return TokenFormat.PREFIX_PATTERN + AFTER_PREFIX;
    }
}
