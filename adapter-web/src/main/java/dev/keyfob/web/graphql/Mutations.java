package dev.keyfob.web.graphql;

import dev.keyfob.application.token.CreateToken;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.EditToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.application.token.RotateToken;
import dev.keyfob.application.token.RotatedToken;
import dev.keyfob.application.token.RotationOptions;
import dev.keyfob.application.token.ShowToken;
import dev.keyfob.application.token.TokenEdit;
import dev.keyfob.application.user.DisableUser;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.Overlap;
import dev.keyfob.domain.token.RotationKey;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenRestrictions;
import dev.keyfob.domain.user.Email;
import dev.keyfob.web.site.Site;
import graphql.schema.DataFetchingEnvironment;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The mutations. Only the answers to createAccessToken and rotateAccessToken contain a secret. */
final class Mutations {

    private final CreateToken createToken;
    private final EditToken editToken;
    private final ShowToken showToken;
    private final RevokeToken revokeToken;
    private final RotateToken rotateToken;
    private final DisableUser disableUser;
    private final Site site;

    Mutations(
            CreateToken createToken,
            EditToken editToken,
            ShowToken showToken,
            RevokeToken revokeToken,
            RotateToken rotateToken,
            DisableUser disableUser,
            Site site) {
        this.createToken = createToken;
        this.editToken = editToken;
        this.showToken = showToken;
        this.revokeToken = revokeToken;
        this.rotateToken = rotateToken;
        this.disableUser = disableUser;
        this.site = site;
    }

    void addTo(FieldRegistry fields) {
        fields.mutation("createAccessToken", FieldAccess.needs(Permission.TOKEN_CREATE), this::create)
                .mutation("updateAccessToken", FieldAccess.needs(Permission.TOKEN_CREATE), this::update)
                .mutation("rotateAccessToken", new FieldAccess.DecidedByUseCase(), this::rotate)
                .mutation("revokeAccessToken", new FieldAccess.DecidedByUseCase(), this::revoke)
                .mutation("revokeAllAccessTokens", new FieldAccess.DecidedByUseCase(), this::revokeAll)
                .mutation("deleteUser", new FieldAccess.DecidedByUseCase(), this::deleteUser);
    }

    private Object create(Actor actor, DataFetchingEnvironment asked) {
        Optional<String> description = Optional.ofNullable(asked.getArgument("description"));
        Expiry expiry = Optional.ofNullable(asked.<OffsetDateTime>getArgument("expiresAt"))
                .<Expiry>map(time -> new Expiry.At(time.toInstant()))
                .orElseGet(Expiry.Standard::new);
        TokenName name = description.map(TokenName::parse).orElseGet(() -> TokenName.generate(site.random()));
        CreatedToken created = createToken.create(
                actor,
                new NewToken(
                        Queries.self(actor).email(),
                        name,
                        note(asked).orElseGet(TokenNote::none),
                        expiry,
                        new TokenRestrictions(Narrowing.none(), Networks.any())));
        Map<String, Object> answer = new LinkedHashMap<>(Queries.token(created.token()));
        answer.put("token", created.secret().reveal());
        return answer;
    }

    // Members that are not given stay as they are. A note that is null is removed.
    private Object update(Actor actor, DataFetchingEnvironment asked) {
        TokenId id = showToken
                .showOwn(actor, TokenId.parse(GraphQlArguments.required(asked, "id")))
                .id();
        Optional<TokenName> name =
                Optional.ofNullable(asked.<String>getArgument("description")).map(TokenName::parse);
        editToken.edit(actor, id, TokenEdit.ofWords(name, note(asked)));
        return Queries.token(showToken.showOwn(actor, id));
    }

    private static Optional<TokenNote> note(DataFetchingEnvironment asked) {
        return asked.containsArgument("note")
                ? Optional.of(TokenNote.parse(
                        Optional.ofNullable(asked.<String>getArgument("note")).orElse("")))
                : Optional.empty();
    }

    private Object rotate(Actor actor, DataFetchingEnvironment asked) {
        rotateToken.requireMayRotate(actor);
        RotationOptions wanted = new RotationOptions(
                Optional.ofNullable(asked.<String>getArgument("overlap")).map(Overlap::parse),
                Optional.ofNullable(asked.<String>getArgument("idempotencyKey")).map(RotationKey::parse),
                Boolean.TRUE.equals(asked.<Boolean>getArgument("replace")));
        RotatedToken rotated = rotateToken.rotate(actor, TokenId.parse(GraphQlArguments.required(asked, "id")), wanted);
        Map<String, Object> answer = new LinkedHashMap<>(Queries.token(rotated.token()));
        answer.put("token", rotated.secret().reveal());
        answer.put("oldSecretWorksUntil", Queries.utc(rotated.oldWorksUntil()));
        return answer;
    }

    private Object revoke(Actor actor, DataFetchingEnvironment asked) {
        try {
            revokeToken.revoke(actor, TokenId.parse(GraphQlArguments.required(asked, "id")));
            return true;
        } catch (Refusal refusal) {
            if (refusal.reason() == Reason.TOKEN_NOT_FOUND || refusal.reason() == Reason.ID_UNREADABLE) {
                return false;
            }
            throw refusal;
        }
    }

    // The account is kept, because the audit log names it. It is disabled, and its tokens are revoked.
    private Object deleteUser(Actor actor, DataFetchingEnvironment asked) {
        Email email = Email.parse(GraphQlArguments.required(asked, "email"));
        try {
            disableUser.disable(actor, email);
            revokeToken.revokeAllOf(actor, email);
            return true;
        } catch (Refusal refusal) {
            if (refusal.reason() == Reason.USER_NOT_FOUND) {
                return false;
            }
            throw refusal;
        }
    }

    private Object revokeAll(Actor actor, DataFetchingEnvironment asked) {
        revokeToken.revokeAllOf(actor, Email.parse(GraphQlArguments.required(asked, "email")));
        return true;
    }
}
