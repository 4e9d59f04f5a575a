package dev.keyfob.application.token;

import dev.keyfob.application.port.AccessTokens;
import dev.keyfob.application.port.SentForms;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.user.SentForm;
import dev.keyfob.domain.user.SessionSecret;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes the token that a person's form asks for, and brings its secret to the one page that shows it.
 *
 * <p>A form is good for one token: sent twice, by a double click or a reload, it meets what the first one made, at
 * whichever node. The secret waits for a minute, closed with a key that the browser's session alone can make.
 */
public final class GenerateToken {

    private final Transactions transactions;
    private final CreateToken createToken;
    private final AccessTokens tokens;
    private final SentForms forms;
    private final InstantSource clock;

    public GenerateToken(
            Transactions transactions,
            CreateToken createToken,
            AccessTokens tokens,
            SentForms forms,
            InstantSource clock) {
        this.transactions = transactions;
        this.createToken = createToken;
        this.tokens = tokens;
        this.forms = forms;
        this.clock = clock;
    }

    /** {@code nonce} is the form's own, which it got with the page. */
    public void generate(Actor actor, SessionSecret session, String nonce, NewToken wanted) {
        SentForm form = session.sentForm(nonce);
        transactions.inOne(() -> {
            if (forms.begin(form, clock.instant())) {
                forms.keep(form, text(createToken.create(actor, wanted)));
            }
        });
    }

    /** What that form made, the first time that it is asked for, and within a minute. */
    public Optional<CreatedToken> take(Actor actor, SessionSecret session, String nonce) {
        return transactions
                .inOne(() -> forms.take(session.sentForm(nonce)))
                .flatMap(this::read)
                .filter(created -> actor.speaksFor(created.token().owner()))
                .filter(created ->
                        created.token().createdAt().isAfter(clock.instant().minus(SentForm.SHOWN_WITHIN)));
    }

    private static String text(CreatedToken created) {
        return created.token().id() + "\n" + created.secret().reveal();
    }

    private Optional<CreatedToken> read(String text) {
        String[] lines = text.split("\n");
        return tokens.find(TokenId.parse(lines[0]))
                .flatMap(token -> TokenFormat.parse(lines[1]).map(secret -> new CreatedToken(token, secret)));
    }
}
