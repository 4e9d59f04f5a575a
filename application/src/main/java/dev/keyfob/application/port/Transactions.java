package dev.keyfob.application.port;

import java.util.function.Supplier;

/**
 * Runs work in a transaction. When the outermost call returns, the work is on disk; when it throws, nothing was
 * changed. A nested call joins the open transaction. After a deadlock or a serialization failure the work may run
 * again, so what it does outside of the transaction may happen twice.
 */
public interface Transactions {

    void inOne(Runnable work);

    <T> T inOne(Supplier<T> work);
}
