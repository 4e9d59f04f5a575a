package dev.keyfob.persistence.audit;

import dev.keyfob.application.port.AuditMac;
import dev.keyfob.domain.audit.ChainPosition;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals entries of the audit log: HMAC-SHA-256 over the entry's position in the chain, which covers the entry and
 * everything before it. The key and the number of the first sealed entry are kept outside the database. Otherwise, a
 * user with write access to the table could remove all seals and claim that there never were any.
 */
public final class HmacAuditMac implements AuditMac {

    public static final int SHORTEST = 32;

    private final Optional<SecretKeySpec> key;
    private final long from;

    private HmacAuditMac(Optional<SecretKeySpec> key, long from) {
        this.key = key;
        this.from = from;
    }

    /** Returns an instance without a key. It seals nothing, and does not accept a log whose latest entry has a seal. */
    public static HmacAuditMac none() {
        return new HmacAuditMac(Optional.empty(), Long.MAX_VALUE);
    }

    /**
     * Returns an instance that seals every entry from number {@code from} on. The seals of earlier entries are not
     * checked: there was no key, or another key that was lost.
     */
    public static HmacAuditMac of(byte[] key, long from) {
        if (key.length < SHORTEST) {
            throw new IllegalArgumentException("a key has " + SHORTEST + " bytes or more");
        }
        return new HmacAuditMac(Optional.of(new SecretKeySpec(key, "HmacSHA256")), from);
    }

    @Override
    public Optional<String> of(ChainPosition position) {
        return position.number() < from ? Optional.empty() : key.map(secret -> seal(secret, position));
    }

    @Override
    public boolean isRight(ChainPosition position, Optional<String> seal) {
        if (key.isEmpty()) {
            return seal.isEmpty();
        }
        return position.number() == 0
                || of(position).map(right -> isSame(right, seal)).orElse(true);
    }

    private static boolean isSame(String right, Optional<String> seal) {
        return seal.filter(carried -> MessageDigest.isEqual(
                        right.getBytes(StandardCharsets.US_ASCII), carried.getBytes(StandardCharsets.US_ASCII)))
                .isPresent();
    }

    private static String seal(SecretKeySpec key, ChainPosition position) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(position.toString().getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
