package dev.keyfob.bootstrap.doors;

import java.util.List;
import java.util.Optional;

/** What a caller presents: tokens, usually one, and the permission that the request needs. */
record Presented(List<String> tokens, Optional<String> permission) {

    static Presented token(String secret) {
        return new Presented(List.of(secret), Optional.empty());
    }

    static Presented several(String... secrets) {
        return new Presented(List.of(secrets), Optional.empty());
    }

    Presented needing(String needed) {
        return new Presented(tokens, Optional.of(needed));
    }
}
