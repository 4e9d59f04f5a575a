package dev.keyfob.application.token;

import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.text.TextMatch;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds tokens by what people have in hand: a part of the name or of the note, an id, the hint or the last four characters of a
 * secret, or the secret itself. Everybody finds what they may see. It is not a use of the token, and not audited; changes
 * nothing.
 */
public final class FindTokens {

    private final AccessTokens tokens;

    public FindTokens(AccessTokens tokens) {
        this.tokens = tokens;
    }

    /** Those that the text may mean, which holds no secret. */
    public TokenFilter meantBy(Actor actor, String text) {
        List<TokenFilter> meanings = new ArrayList<>(
                List.of(TokenFilter.nameLike(text), new TokenFilter.NoteIs(new TextMatch.ContainsFolded(text))));
        id(text).map(TokenFilter::withId).ifPresent(meanings::add);
        TokenSecret.hintIn(text)
                .map(TextMatch.EndsWith::new)
                .map(TokenFilter.HintIs::new)
                .ifPresent(meanings::add);
        return actor.visibleTokens().and(new TokenFilter.Any(meanings));
    }

    /** The token that has this secret, or had it; empty where there is none that the actor may see. */
    public Optional<AccessToken> knownBy(Actor actor, TokenSecret secret) {
        return tokens.findByDigest(secret.digest()).filter(actor.visibleTokens()::matches);
    }

    private static Optional<TokenId> id(String text) {
        try {
            return Optional.of(TokenId.parse(text));
        } catch (Refusal noId) {
            return Optional.empty();
        }
    }
}
