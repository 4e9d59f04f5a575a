package dev.keyfob.application.port;

import dev.keyfob.domain.user.SentForm;
import java.time.Instant;
import java.util.Optional;

/** Forms that made something, so that none makes it twice; and what each made, closed by its key, until it is shown. */
public interface SentForms {

    /**
     * Notes that the form was sent; false where it had been sent before. A concurrent caller waits for the transaction.
     */
    boolean begin(SentForm form, Instant at);

    /** Keeps a text for the form. Without the form's key it cannot be read where it is kept. */
    void keep(SentForm form, String text);

    /** What was kept, the first time that it is asked for. */
    Optional<String> take(SentForm form);

    /** Forgets what forms sent before the first time keep, and forms sent before the second. */
    void forget(Instant keptBefore, Instant sentBefore);
}
