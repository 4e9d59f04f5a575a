package dev.keyfob.web.signin;

import java.util.List;
import java.util.Optional;

/**
 * The ways in: accounts of Keyfob's own, identity providers, and a trusted proxy that has signed people in already and
 * says who they are in {@code proxyHeader}.
 */
public record SignInMethods(boolean local, List<OidcSettings> providers, Optional<String> proxyHeader) {

    public SignInMethods {
        providers = List.copyOf(providers);
    }

    public static SignInMethods localOnly() {
        return new SignInMethods(true, List.of(), Optional.empty());
    }
}
