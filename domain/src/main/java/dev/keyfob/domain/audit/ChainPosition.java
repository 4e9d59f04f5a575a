package dev.keyfob.domain.audit;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in the chain: the number of an entry, and the hash of that entry and everything before it. Anyone who
 * keeps a position can check later that the log up to it is unchanged.
 *
 * <p>The encoding of entries must never change, because every published hash would become wrong. docs/audit.md
 * describes it for independent checks of an export.
 */
public record ChainPosition(long number, String hash) {

    /** The beginning of the chain, before the first entry. */
    public static final ChainPosition START = new ChainPosition(0, "0".repeat(64));

    private static final String ENCODING = "keyfob-audit-1";
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Parses the form that {@link #toString} returns. */
    public static ChainPosition parse(String typed) {
        return find(typed)
                .orElseThrow(() -> new Refusal(
                        Reason.QUERY_UNREADABLE,
                        "A head of the audit log is a number, a colon and 64 hexadecimal digits, as 'audit head'"
                                + " prints it."));
    }

    static Optional<ChainPosition> find(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new ChainPosition(Long.parseLong(form.group(1)), form.group(2)))
                : Optional.empty();
    }

    /** Returns the position of this entry if it comes next; empty if one of its texts is not valid Unicode. */
    public Optional<ChainPosition> next(AuditEntry entry) {
        try {
            MessageDigest digest = Sha256.hash();
            for (String text : encoded(entry)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
                digest.update(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(bytes.remaining())
                        .array());
                digest.update(bytes);
            }
            return Optional.of(new ChainPosition(number + 1, HexFormat.of().formatHex(digest.digest())));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    // Each text is preceded by its length in bytes, so no two entries have the same encoding.
    private List<String> encoded(AuditEntry entry) {
        return List.of(
                ENCODING,
                hash,
                Long.toString(number + 1),
                entry.id().toString(),
                time(entry.at()),
                entry.actor().kind().code(),
                entry.actor().id(),
                entry.actor().name(),
                entry.actor().owner(),
                entry.action().code(),
                entry.subject().kind().code(),
                entry.subject().id(),
                entry.subject().name(),
                entry.subject().owner(),
                entry.outcome(),
                entry.address());
    }

    /** RFC 3339 in UTC, to the microsecond. */
    static String time(Instant at) {
        return TIME.format(at);
    }

    @Override
    public String toString() {
        return number + ":" + hash;
    }
}
