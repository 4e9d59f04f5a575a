package dev.keyfob.web.signin;

import java.util.List;
import java.util.Optional;

/**
 * The ways to sign in: Keyfob's own accounts, identity providers, and a trusted proxy that has signed users in already
 * and names them in the header {@code proxyHeader}.
 */
public record SignInMethods(boolean local, List<OidcSettings> providers, Optional<String> proxyHeader) {

    public SignInMethods {
        providers = List.copyOf(providers);
    }
}
