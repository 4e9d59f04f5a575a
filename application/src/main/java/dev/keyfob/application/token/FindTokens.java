package dev.keyfob.application.token;

import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.text.TextCondition;
import dev.keyfob.domain.text.Uuids;
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
 * Finds tokens by a part of the name or of the note, by an id, by the hint or the last four characters of a secret, or
 * by the secret itself. Actors find only tokens that they may see. Not a use of the token, and not audited; changes
 * nothing.
 */
public final class FindTokens {

    private final AccessTokens tokens;

    public FindTokens(AccessTokens tokens) {
        this.tokens = tokens;
    }

    /** Returns the tokens that the text may refer to. The text must not contain a secret. */
    public TokenFilter meantBy(Actor actor, String text) {
        List<TokenFilter> meanings = new ArrayList<>(
                List.of(TokenFilter.nameLike(text), new TokenFilter.NoteIs(new TextCondition.ContainsFolded(text))));
        Uuids.parse(text).map(TokenId::new).map(TokenFilter::withId).ifPresent(meanings::add);
        TokenSecret.hintIn(text)
                .map(TextCondition.EndsWith::new)
                .map(TokenFilter.HintIs::new)
                .ifPresent(meanings::add);
        return actor.visibleTokens().and(new TokenFilter.Any(meanings));
    }

    /**
     * Returns the id that was typed, or the only visible id that begins with the typed text. A whole id is returned
     * without looking it up, because the next step fails if there is no such token.
     *
     * @throws Refusal TOKEN_NOT_FOUND if no visible id begins with the text, or the text is not an id; ID_AMBIGUOUS if
     *     several ids begin with it
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

    /** Returns the token that has or had this secret; empty if there is none or the actor may not see it. */
    public Optional<AccessToken> knownBy(Actor actor, TokenSecret secret) {
        return tokens.findByDigest(secret.digest()).filter(actor.visibleTokens()::matches);
    }
}
