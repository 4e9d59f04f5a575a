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
 * Finds the token that a request carries, wherever it may stand.
 *
 * <p>An API may have keys and passwords of its own in the same headers. So beyond {@code Bearer} only a value counts
 * that is written like a token of ours, and whatever else stands there is not looked at. A request with two different
 * tokens is refused: one program would act for the one, the next for the other.
 */
public final class Carriers {

    /** {@code headers}: the values of the headers of a name. */
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

    /** As APIs take it that have the standard carrier alone. */
    public static Carriers bearerAlone(TokenFormat format) {
        return new Carriers(EnumSet.of(Carrier.BEARER), format);
    }

    /**
     * The token of a request with these headers, without a look at whose it is; empty where none was sent. Refuses
     * different tokens, more than one {@code Authorization}, and a {@code Bearer} that is not written like one.
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
     * What a request without a good token is asked for: Basic where {@code offersBasic}, and {@code bearer}, in one
     * line. Basic stands first: Docker's clients take the first realm for an address, and git looks for nothing else.
     */
    public String challenge(String bearer, boolean offersBasic) {
        String basic = "Basic realm=\"keyfob\"";
        if (!offersBasic || !taken.contains(Carrier.BASIC)) {
            return bearer;
        }
        return taken.contains(Carrier.BEARER) ? basic + ", " + bearer : basic;
    }

    /** The token is of no use here, whatever is wrong with it. */
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

    /** Of the user name nothing is kept: it is whatever a client puts there, and may be a secret pasted too early. */
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
