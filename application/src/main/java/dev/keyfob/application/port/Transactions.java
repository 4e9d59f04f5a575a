package dev.keyfob.application.port;

import java.util.function.Supplier;

/** All or nothing. When a method returns, the work is on disk; when it throws, nothing was done. */
public interface Transactions {

    void inOne(Runnable work);

    <T> T inOne(Supplier<T> work);
}
