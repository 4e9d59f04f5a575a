package dev.keyfob.web.api;

import dev.keyfob.application.paging.Page;
import dev.keyfob.application.token.CreateToken;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.EditToken;
import dev.keyfob.application.token.ListTokens;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.RevokeToken;
import dev.keyfob.application.token.RotateToken;
import dev.keyfob.application.token.RotatedToken;
import dev.keyfob.application.token.RotationOptions;
import dev.keyfob.application.token.ShowToken;
import dev.keyfob.application.token.TokenEdit;
import dev.keyfob.domain.Reason;
import dev.keyfob.domain.Refusal;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.permission.Permission;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.policy.Overlap;
import dev.keyfob.domain.token.AccessToken;
import dev.keyfob.domain.token.RotationKey;
import dev.keyfob.domain.token.TokenFilter;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenRestrictions;
import dev.keyfob.domain.user.User;
import dev.keyfob.web.json.Json;
import dev.keyfob.web.site.RevocationBound;
import dev.keyfob.web.site.Site;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /api/v1/tokens}: the caller's own tokens, for administrators too. A signed-in person lists, creates, rotates
 * and revokes their tokens. A token reads, revokes and, if the policy allows it, rotates only itself.
 */
public final class TokenApi {

    public static final String PATH = "/api/v1/tokens";

    private static final Set<String> MEMBERS = Set.of("name", "note", "expires_at", "expires_in_days", "permissions");

    private static final Set<String> EDIT_MEMBERS = Set.of("name", "note");

    private static final Set<String> ROTATION_MEMBERS = Set.of("overlap", "replace");

    private final Site site;
    private final CreateToken createToken;
    private final ListTokens listTokens;
    private final ShowToken showToken;
    private final EditToken editToken;
    private final RevokeToken revokeToken;
    private final RotateToken rotateToken;

    public TokenApi(
            Site site,
            CreateToken createToken,
            ListTokens listTokens,
            ShowToken showToken,
            EditToken editToken,
            RevokeToken revokeToken,
            RotateToken rotateToken) {
        this.site = site;
        this.createToken = createToken;
        this.listTokens = listTokens;
        this.showToken = showToken;
        this.editToken = editToken;
        this.revokeToken = revokeToken;
        this.rotateToken = rotateToken;
    }

    public void list(Context ctx, Actor actor) {
        User owner = ownerOf(actor);
        TokenListParameters parameters =
                TokenListParameters.parse(ctx, actor, listTokens, site.clock().instant());
        Page<AccessToken> page = listTokens.list(
                actor, TokenFilter.ownedBy(owner.id()).and(parameters.filter()), parameters.order(), parameters.page());
        page.next()
                .ifPresent(next -> ctx.header("Link", "<" + TokenListParameters.next(ctx, next) + ">; rel=\"next\""));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "items",
                page.items().stream()
                        .map(token -> TokenJson.of(token, owner, now()))
                        .toList());
        answer.put("next_cursor", page.next().map(next -> next.text()).orElse(null));
        Json.answer(ctx, 200, answer);
    }

    public void create(Context ctx, Actor actor) {
        createToken.requireMayCreate(actor);
        JsonBody body = JsonBody.read(ctx, MEMBERS);
        User owner = ownerOf(actor);
        CreatedToken created = createToken.create(
                actor,
                new NewToken(
                        owner.email(),
                        TokenName.parse(body.text("name").orElse("")),
                        body.text("note").map(TokenNote::parse).orElseGet(TokenNote::none),
                        expiry(body),
                        new TokenRestrictions(
                                body.texts("permissions")
                                        .map(names -> Narrowing.to(names.stream()
                                                .map(Permission::parse)
                                                .toList()))
                                        .orElseGet(Narrowing::none),
                                Networks.any())));
        Map<String, Object> answer = TokenJson.of(created.token(), owner, now());
        answer.put("token", created.secret().reveal());
        ctx.header("Location", PATH + "/" + created.token().id());
        Json.answer(ctx, 201, answer);
    }

    public void show(Context ctx, Actor actor) {
        Json.answer(
                ctx,
                200,
                TokenJson.of(showToken.showOwn(actor, TokenId.parse(ctx.pathParam("id"))), ownerOf(actor), now()));
    }

    public void refusals(Context ctx, Actor actor) {
        TokenId id =
                showToken.showOwn(actor, TokenId.parse(ctx.pathParam("id"))).id();
        Json.answer(
                ctx,
                200,
                Map.of(
                        "items",
                        showToken.refusalsOf(actor, id).stream()
                                .map(TokenJson::of)
                                .toList()));
    }

    /** Changes the name and the note of the caller's token. A note that is null is removed. */
    public void edit(Context ctx, Actor actor) {
        TokenId id =
                showToken.showOwn(actor, TokenId.parse(ctx.pathParam("id"))).id();
        actor.require(Permission.TOKEN_CREATE);
        JsonBody body = JsonBody.read(ctx, EDIT_MEMBERS);
        editToken.edit(
                actor,
                id,
                TokenEdit.ofWords(
                        body.text("name").map(TokenName::parse),
                        body.textOrNull("note").map(TokenNote::parse)));
        show(ctx, actor);
    }

    public void revoke(Context ctx, Actor actor) {
        revokeToken.revoke(
                actor,
                showToken.showOwn(actor, TokenId.parse(ctx.pathParam("id"))).id());
        RevocationBound.tell(ctx, site);
        ctx.status(204);
    }

    public void showSelf(Context ctx, Actor actor) {
        Json.answer(ctx, 200, TokenJson.of(showToken.showOwn(actor, selfOf(actor)), ownerOf(actor), now()));
    }

    public void revokeSelf(Context ctx, Actor actor) {
        revokeToken.revoke(actor, selfOf(actor));
        RevocationBound.tell(ctx, site);
        ctx.status(204);
    }

    public void rotate(Context ctx, Actor actor) {
        rotate(
                ctx,
                actor,
                showToken.showOwn(actor, TokenId.parse(ctx.pathParam("id"))).id());
    }

    public void rotateSelf(Context ctx, Actor actor) {
        rotate(ctx, actor, selfOf(actor));
    }

    private void rotate(Context ctx, Actor actor, TokenId id) {
        rotateToken.requireMayRotate(actor);
        JsonBody body = JsonBody.read(ctx, ROTATION_MEMBERS);
        RotationOptions wanted = new RotationOptions(
                body.text("overlap").map(Overlap::parse),
                Optional.ofNullable(ctx.header("Idempotency-Key")).map(RotationKey::parse),
                body.flag("replace").orElse(false));
        RotatedToken rotated = rotateToken.rotate(actor, id, wanted);
        Map<String, Object> answer = TokenJson.of(rotated.token(), ownerOf(actor), now());
        answer.put("token", rotated.secret().reveal());
        Json.answer(ctx, 200, answer);
    }

    private static Expiry expiry(JsonBody body) {
        Optional<String> at = body.text("expires_at");
        Optional<Integer> days = body.number("expires_in_days");
        if (at.isPresent() && days.isPresent()) {
            throw JsonBody.unreadable("Give expires_at or expires_in_days, not both.");
        }
        if (days.filter(number -> number < 1 || number > 99_999).isPresent()) {
            throw new Refusal(Reason.EXPIRY_UNREADABLE, "Give a number of days from 1 to 99999.");
        }
        return at.map(text -> Expiry.parse(text, ZoneOffset.UTC))
                .or(() -> days.map(Expiry::inDays))
                .orElseGet(Expiry.Standard::new);
    }

    private static TokenId selfOf(Actor actor) {
        if (actor instanceof Actor.Bearer bearer) {
            return bearer.token().id();
        }
        throw new Refusal(
                Reason.TOKEN_NOT_FOUND, "This address is for the token that sends the request, and there is none.");
    }

    private static User ownerOf(Actor actor) {
        return actor instanceof Actor.Bearer bearer ? bearer.owner() : ((Actor.SignedIn) actor).user();
    }

    private Instant now() {
        return site.clock().instant();
    }
}
