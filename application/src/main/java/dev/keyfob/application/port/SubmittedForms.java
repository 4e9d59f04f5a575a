package dev.keyfob.application.port;

import dev.keyfob.domain.user.SubmittedForm;
import java.time.Instant;
import java.util.Optional;

/**
 * The forms that were submitted, so that none is processed twice, and the encrypted result of each until it is shown.
 */
public interface SubmittedForms {

    /**
     * Records that the form was submitted. Returns false if it had been before. A concurrent caller waits for the
     * transaction.
     */
    boolean begin(SubmittedForm form, Instant at);

    /** Keeps a text for the form, encrypted with the form's key. */
    void keep(SubmittedForm form, String text);

    /** Returns the text that was kept, on the first call only. */
    Optional<String> take(SubmittedForm form);

    /**
     * Deletes the texts of forms submitted before {@code keptBefore}, and the records of forms submitted before
     * {@code sentBefore}.
     */
    void forget(Instant keptBefore, Instant sentBefore);
}
