package dev.keyfob.application.port;

import java.util.function.Supplier;

/** Runs work in a transaction. When the method returns, the work is on disk; when it throws, nothing was changed. */
public interface Transactions {

    void inOne(Runnable work);

    <T> T inOne(Supplier<T> work);
}
