package dev.keyfob.application.change;

import dev.keyfob.application.port.SentForms;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.domain.user.SentForm;
import dev.keyfob.domain.user.SessionSecret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes the secret that a person's form asks for once, and brings it to the one page that shows it.
 *
 * <p>A form is good for one secret: sent twice, by a double click or a reload, it meets what the first one made, at
 * whichever node. The secret waits for a minute, encrypted with a key that the browser's session alone can make.
 */
public final class OncePerForm {

    private final Transactions transactions;
    private final SentForms forms;
    private final InstantSource clock;

    public OncePerForm(Transactions transactions, SentForms forms, InstantSource clock) {
        this.transactions = transactions;
        this.forms = forms;
        this.clock = clock;
    }

    /** A secret, and the id of what has it. */
    public record Made(String id, TokenSecret secret) {}

    /**
     * Does the work, unless that form had it done before. {@code nonce} is the form's own, which it got with the page.
     */
    public void make(SessionSecret session, String nonce, Supplier<Made> work) {
        makeText(session, nonce, () -> text(work.get()));
    }

    /** What that form made, the first time that it is asked for, and within a minute. */
    public Optional<Made> take(SessionSecret session, String nonce) {
        return takeText(session, nonce)
                .map(text -> text.split("\n"))
                .filter(lines -> lines.length == 2)
                .flatMap(lines -> TokenFormat.parse(lines[1]).map(secret -> new Made(lines[0], secret)));
    }

    /** The same for any text: what the work returns waits to be shown. */
    public void makeText(SessionSecret session, String nonce, Supplier<String> work) {
        SentForm form = session.sentForm(nonce);
        transactions.inOne(() -> {
            if (forms.begin(form, clock.instant())) {
                forms.keep(form, work.get() + "\n" + clock.instant());
            }
        });
    }

    /** The text that that form made, the first time that it is asked for, and within a minute. */
    public Optional<String> takeText(SessionSecret session, String nonce) {
        return transactions
                .inOne(() -> forms.take(session.sentForm(nonce)))
                // A text of an earlier version has no time; its minute is over.
                .filter(text -> text.lines().count() > 2)
                .flatMap(text -> {
                    int end = text.lastIndexOf('\n');
                    Instant madeAt = Instant.parse(text.substring(end + 1));
                    return madeAt.isAfter(clock.instant().minus(SentForm.SHOWN_WITHIN))
                            ? Optional.of(text.substring(0, end))
                            : Optional.empty();
                });
    }

    private static String text(Made made) {
        return String.join("\n", made.id(), made.secret().reveal());
    }
}
