package dev.keyfob.application.token;

import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.text.TextMatch;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.IdPrefix;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenOrder;
import dev.keyfob.domain.token.TokenSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds tokens by what people have in hand: a part of the name or of the note, an id, the hint or the last four
 * characters of a secret, or the secret itself. Everybody finds what they may see. It is not a use of the token, and
 * not audited; changes nothing.
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

    /**
     * The id that was typed, or the only one that begins so. A whole id is taken as it is, whether a token has it or
     * not: what is done with it tells.
     *
     * @throws Refusal TOKEN_NOT_FOUND if none that the actor sees begins so, or it is no id; ID_AMBIGUOUS if
     *     several do
     */
    public TokenId idOf(Actor actor, String typed) {
        Optional<IdPrefix> beginning = IdPrefix.parse(typed);
        if (beginning.isEmpty()) {
            return TokenId.parse(typed);
        }
        List<AccessToken> found = tokens.list(
                        actor.visibleTokens().and(new TokenFilter.IdBegins(beginning.get())),
                        TokenOrder.NEWEST_FIRST,
                        PageRequest.of(2, Optional.empty()))
                .items();
        if (found.isEmpty()) {
            throw TokenId.notFound();
        }
        if (found.size() > 1) {
            throw new Refusal(
                    Reason.ID_AMBIGUOUS,
                    "More than one token has an id that begins with " + typed + ", such as "
                            + found.get(0).id() + " and " + found.get(1).id() + ". Give more of it.");
        }
        return found.get(0).id();
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
