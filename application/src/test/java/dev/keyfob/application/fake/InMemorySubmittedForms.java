package dev.keyfob.application.fake;

import dev.keyfob.application.port.SubmittedForms;
import dev.keyfob.domain.user.SubmittedForm;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

public final class InMemorySubmittedForms implements SubmittedForms {

    private final Map<String, Instant> sent = new HashMap<>();
    private final Map<String, String> kept = new HashMap<>();

    @Override
    public synchronized boolean begin(SubmittedForm form, Instant at) {
        return sent.putIfAbsent(form.id(), at) == null;
    }

    @Override
    public synchronized void keep(SubmittedForm form, String text) {
        kept.put(form.id(), text);
    }

    @Override
    public synchronized Optional<String> take(SubmittedForm form) {
        return Optional.ofNullable(kept.remove(form.id()));
    }

    @Override
    public synchronized void forget(Instant keptBefore, Instant sentBefore) {
        kept.keySet().removeIf(id -> sent.get(id).isBefore(keptBefore));
        sent.values().removeIf(at -> at.isBefore(sentBefore));
    }
}
