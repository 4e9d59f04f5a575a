package dev.keyfob.application.change;

import dev.keyfob.application.port.SubmittedForms;
import dev.keyfob.application.port.Transactions;
import dev.keyfob.domain.token.TokenFormat;
import dev.keyfob.domain.token.TokenSecret;
import dev.keyfob.domain.user.SessionSecret;
import dev.keyfob.domain.user.SubmittedForm;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Creates a secret once for each submitted form, and keeps it for the page that shows it.
 *
 * <p>A form that is sent twice, by a double click or a reload, leads to the secret of the first submission, on every
 * node. The secret is kept for one minute, encrypted with a key that is derived from the secret of the browser's
 * session.
 */
public final class OncePerForm {

    private final Transactions transactions;
    private final SubmittedForms forms;
    private final InstantSource clock;

    public OncePerForm(Transactions transactions, SubmittedForms forms, InstantSource clock) {
        this.transactions = transactions;
        this.forms = forms;
        this.clock = clock;
    }

    /** A secret, and the id of the token, client or webhook that it belongs to. */
    public record Made(String id, TokenSecret secret) {}

    /**
     * Does the work, unless this form has been submitted before. {@code nonce} identifies the form and came with the
     * page.
     */
    public void make(SessionSecret session, String nonce, Supplier<Made> work) {
        makeText(session, nonce, () -> text(work.get()));
    }

    /** Returns what the form created: on the first call only, and within a minute. */
    public Optional<Made> take(SessionSecret session, String nonce) {
        return takeText(session, nonce)
                .map(text -> text.split("\n"))
                .filter(lines -> lines.length == 2)
                .flatMap(lines -> TokenFormat.parse(lines[1]).map(secret -> new Made(lines[0], secret)));
    }

    /** The same for any text: keeps what the work returns for {@link #takeText}. */
    public void makeText(SessionSecret session, String nonce, Supplier<String> work) {
        SubmittedForm form = session.sentForm(nonce);
        transactions.inOne(() -> {
            if (forms.begin(form, clock.instant())) {
                forms.keep(form, work.get() + "\n" + clock.instant());
            }
        });
    }

    /** Returns the text that the form created: on the first call only, and within a minute. */
    public Optional<String> takeText(SessionSecret session, String nonce) {
        return transactions
                .inOne(() -> forms.take(session.sentForm(nonce)))
                // A text stored by an earlier version has no time. Its minute is over.
                .filter(text -> text.lines().count() > 2)
                .flatMap(text -> {
                    int end = text.lastIndexOf('\n');
                    Instant madeAt = Instant.parse(text.substring(end + 1));
                    return madeAt.isAfter(clock.instant().minus(SubmittedForm.SHOWN_WITHIN))
                            ? Optional.of(text.substring(0, end))
                            : Optional.empty();
                });
    }

    private static String text(Made made) {
        return String.join("\n", made.id(), made.secret().reveal());
    }
}
