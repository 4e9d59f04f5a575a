package dev.keyfob.application.leak;

import dev.keyfob.application.token.TokenSettings;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.leak.ScannerPattern;
import dev.keyfob.domain.permission.Permission;
import java.util.List;
import java.util.stream.Stream;

/**
 * Shows the patterns that match tokens issued here, for secret scanners. For administrators and the operator. The
 * patterns are not secret. Changes nothing.
 */
public final class ShowScannerPattern {

    private final TokenSettings settings;

    public ShowScannerPattern(TokenSettings settings) {
        this.settings = settings;
    }

    /** {@code earlier} are the prefixes of tokens issued earlier. */
    public ScannerPattern show(Actor actor, List<String> earlier) {
        actor.require(Permission.TOKEN_MANAGE);
        return new ScannerPattern(Stream.concat(Stream.of(settings.format().prefix()), earlier.stream())
                .toList());
    }
}
