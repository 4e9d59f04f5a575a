package dev.keyfob.persistence.jdbi;

import dev.keyfob.application.port.SubmittedForms;
import dev.keyfob.domain.user.SubmittedForm;
import dev.keyfob.persistence.secrets.SealedBox;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** All SQL about submitted forms. */
public final class JdbiSubmittedForms implements SubmittedForms {

    private static final String BEGINNING = "beginning_of_a_form";

    private final Jdbi jdbi;

    public JdbiSubmittedForms(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public boolean begin(SubmittedForm form, Instant at) {
        return jdbi.withHandle(handle -> {
            handle.savepoint(BEGINNING);
            try {
                handle.createUpdate("insert into sent_form (id, sent_at) values (:id, :at)")
                        .bind("id", form.id())
                        .bind("at", at)
                        .execute();
                handle.releaseSavepoint(BEGINNING);
                return true;
            } catch (UnableToExecuteStatementException e) {
                handle.rollbackToSavepoint(BEGINNING);
                if (!Violations.isUnique(e)) {
                    throw e;
                }
                return false;
            }
        });
    }

    @Override
    public void keep(SubmittedForm form, String text) {
        jdbi.useHandle(handle -> handle.createUpdate("update sent_form set sealed = :sealed where id = :id")
                .bind("sealed", new SealedBox(form.key()).close(text))
                .bind("id", form.id())
                .execute());
    }

    @Override
    public Optional<String> take(SubmittedForm form) {
        return jdbi.withHandle(handle -> {
            Optional<byte[]> sealed = handle.createQuery(
                            "select sealed from sent_form where id = :id and sealed is not null for update")
                    .bind("id", form.id())
                    .mapTo(byte[].class)
                    .findOne();
            handle.createUpdate("update sent_form set sealed = null where id = :id and sealed is not null")
                    .bind("id", form.id())
                    .execute();
            return sealed.flatMap(new SealedBox(form.key())::open);
        });
    }

    @Override
    public void forget(Instant keptBefore, Instant sentBefore) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("update sent_form set sealed = null where sent_at < :then and sealed is not null")
                    .bind("then", keptBefore)
                    .execute();
            handle.createUpdate("delete from sent_form where sent_at < :then")
                    .bind("then", sentBefore)
                    .execute();
        });
    }
}
