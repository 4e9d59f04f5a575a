package dev.keyfob.application.fake;

import dev.keyfob.application.port.SetupCodes;
import dev.keyfob.domain.user.CodePurpose;
import dev.keyfob.domain.user.IssuedCode;
import dev.keyfob.domain.user.OneTimeCode;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

public final class InMemorySetupCodes implements SetupCodes {

    private final AtomicReference<Optional<IssuedCode>> issued = new AtomicReference<>(Optional.empty());
    private final AtomicReference<String> text = new AtomicReference<>("");

    @Override
    public Optional<String> put(OneTimeCode code, Instant issuedAt) {
        issued.set(Optional.of(IssuedCode.of(code, CodePurpose.FIRST_ACCOUNT, Optional.empty(), issuedAt)));
        text.set(code.reveal());
        return Optional.of("memory");
    }

    @Override
    public Optional<IssuedCode> find() {
        return issued.get();
    }

    @Override
    public void remove() {
        issued.set(Optional.empty());
    }

    /** The stored text, as a person with access to the data sees it. */
    public String text() {
        return text.get();
    }
}
