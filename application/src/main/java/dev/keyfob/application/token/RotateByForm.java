package dev.keyfob.application.token;

import dev.keyfob.application.port.SentForms;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenId;
import dev.keyfob.domain.user.SentForm;
import dev.keyfob.domain.user.SessionSecret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Rotates the token that a person's form is about, and brings the new secret to the one page that shows it, as {@link
 * GenerateToken} does for a new token: a form sent twice rotates once.
 */
public final class RotateByForm {

    private final Transactions transactions;
    private final RotateToken rotateToken;
    private final ShowToken showToken;
    private final SentForms forms;
    private final InstantSource clock;

    public RotateByForm(
            Transactions transactions,
            RotateToken rotateToken,
            ShowToken showToken,
            SentForms forms,
            InstantSource clock) {
        this.transactions = transactions;
        this.rotateToken = rotateToken;
        this.showToken = showToken;
        this.forms = forms;
        this.clock = clock;
    }

    /** {@code nonce} is the form's own, which it got with the page. */
    public void rotate(Actor actor, SessionSecret session, String nonce, TokenId id, RotationRequest wanted) {
        SentForm form = session.sentForm(nonce);
        transactions.inOne(() -> {
            if (forms.begin(form, clock.instant())) {
                forms.keep(form, text(rotateToken.rotate(actor, id, wanted), clock.instant()));
            }
        });
    }

    /** What that form made of that token, the first time that it is asked for, and within a minute. */
    public Optional<RotatedToken> take(Actor actor, SessionSecret session, String nonce, TokenId id) {
        return transactions
                .inOne(() -> forms.take(session.sentForm(nonce)))
                .map(text -> text.split("\n"))
                .filter(lines -> TokenId.parse(lines[0]).equals(id))
                .filter(lines -> Instant.parse(lines[2]).isAfter(clock.instant().minus(SentForm.SHOWN_WITHIN)))
                .flatMap(lines -> TokenFormat.parse(lines[1]))
                .map(secret -> new RotatedToken(showToken.show(actor, id), secret))
                // One that was replaced meanwhile, from another place, is of no use.
                .filter(RotatedToken::isWaiting);
    }

    private static String text(RotatedToken rotated, Instant now) {
        return String.join(
                "\n", rotated.token().id().toString(), rotated.secret().reveal(), now.toString());
    }
}
