package dev.keyfob.web;

import dev.keyfob.web.api.GithubScanning;
import dev.keyfob.web.signin.Carrier;
import dev.keyfob.web.signin.SignInMethods;
import dev.keyfob.web.site.Site;
import dev.keyfob.web.site.TrustedProxies;
import dev.keyfob.web.verify.PathRules;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where the server listens, what all surfaces share, and what single ones are set to. Port 0 takes any that is free.
 * {@code carriers}: where {@code /auth/check} looks for a token. {@code allowedOrigins}: whose pages may call the APIs.
 * {@code audience} is what introspection names as the audience of a token. {@code introspection}: whether GraphQL's
 * schema can be asked for. {@code doctorNonce} is what a request shows that may be told how it arrived.
 */
public record WebConfig(
        String host,
        int port,
        Site site,
        HttpLimits httpLimits,
        TrustedProxies trustedProxies,
        SignInMethods signInMethods,
        PathRules pathRules,
        Set<Carrier> carriers,
        Set<String> allowedOrigins,
        GithubScanning githubScanning,
        Optional<String> audience,
        boolean introspection,
        Discovery discovery,
        Supplier<Readiness> ready,
        Supplier<Optional<String>> doctorNonce) {}
