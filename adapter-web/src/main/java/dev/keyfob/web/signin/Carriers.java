package dev.keyfob.web.signin;

import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.token.TokenFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds the token that a request carries in one of the accepted headers.
 *
 * <p>The protected API may use the same headers for keys and passwords of its own. Except with {@code Bearer}, a value
 * therefore counts only if it has the form of a Keyfob token, and any other value is ignored. A request with two
 * different tokens is refused, because two programs could act on different ones.
 */
public final class Carriers {

    /** Returns the values of the header with the given name. */
    public interface Headers extends Function<String, List<String>> {}

    private static final String BEARER = "Bearer";
    private static final String BASIC = "Basic";
    private static final String TOKEN = "token";

    private final Set<Carrier> taken;
    private final TokenFormat format;
    private final boolean isBearerAlone;

    public Carriers(Set<Carrier> taken, TokenFormat format) {
        this.taken = Set.copyOf(taken);
        this.format = format;
        this.isBearerAlone = taken.equals(EnumSet.of(Carrier.BEARER));
    }

    /** Returns carriers that accept only {@code Authorization: Bearer}. */
    public static Carriers bearerAlone(TokenFormat format) {
        return new Carriers(EnumSet.of(Carrier.BEARER), format);
    }

    /**
     * Returns the token in these headers without looking it up. Empty if none was sent. Refuses different tokens, more
     * than one {@code Authorization} header, and a malformed {@code Bearer} value.
     */
    public Optional<String> secretOf(Headers headers) {
        List<String> authorizations = headers.apply("Authorization");
        if (authorizations.size() > 1) {
            throw twoTokens();
        }
        String authorization = authorizations.isEmpty() ? "" : authorizations.get(0);
        Optional<String> ours = isBearerAlone ? Optional.empty() : only(candidates(authorization, headers));
        if (ours.isPresent() || !taken.contains(Carrier.BEARER) || !Credentials.isOf(BEARER, authorization)) {
            return ours;
        }
        Optional<String> bearer = Credentials.of(BEARER, authorization);
        if (bearer.isEmpty()) {
            throw notAccepted();
        }
        return bearer;
    }

    /**
     * Returns the value of WWW-Authenticate for a request without a valid token: {@code bearer}, and Basic too if
     * {@code offersBasic}, in one line. Basic comes first, because Docker clients would take the realm of a leading
     * Bearer challenge for the address of a token server. git looks only for Basic.
     */
    public String challenge(String bearer, boolean offersBasic) {
        String basic = "Basic realm=\"keyfob\"";
        if (!offersBasic || !taken.contains(Carrier.BASIC)) {
            return bearer;
        }
        return taken.contains(Carrier.BEARER) ? basic + ", " + bearer : basic;
    }

    /** The token is not valid here, for whatever reason. */
    static Refusal notAccepted() {
        return new Refusal(Reason.UNKNOWN_TOKEN, "The access token is not valid here.");
    }

    private Optional<String> only(List<String> candidates) {
        Optional<String> found = Optional.empty();
        for (String candidate : candidates) {
            if (format.isMeant(candidate)) {
                if (found.isPresent() && !found.get().equals(candidate)) {
                    throw twoTokens();
                }
                found = Optional.of(candidate);
            }
        }
        return found;
    }

    private List<String> candidates(String authorization, Headers headers) {
        List<String> candidates = new ArrayList<>();
        if (taken.contains(Carrier.BEARER)) {
            Credentials.of(BEARER, authorization).ifPresent(candidates::add);
        }
        if (taken.contains(Carrier.TOKEN)) {
            Credentials.of(TOKEN, authorization).ifPresent(candidates::add);
        }
        if (taken.contains(Carrier.BASIC)) {
            Credentials.of(BASIC, authorization).flatMap(Carriers::password).ifPresent(candidates::add);
        }
        if (taken.contains(Carrier.X_API_KEY)) {
            candidates.addAll(headers.apply("X-Api-Key"));
        }
        if (taken.contains(Carrier.PRIVATE_TOKEN)) {
            candidates.addAll(headers.apply("PRIVATE-TOKEN"));
        }
        return candidates;
    }

    /** Drops the user name: clients send anything there, even a secret pasted into the wrong field. */
    private static Optional<String> password(String encoded) {
        try {
            String both = new String(Base64.getDecoder().decode(encoded), StandardCharsets.ISO_8859_1);
            int colon = both.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(both.substring(colon + 1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Refusal twoTokens() {
        return new Refusal(
                Reason.TWO_TOKENS, "The request carries more than one Authorization header or token. Send one token.");
    }
}
