package dev.keyfob.web;

import dev.keyfob.web.api.GithubScanningSettings;
import dev.keyfob.web.signin.Carrier;
import dev.keyfob.web.signin.SignInMethods;
import dev.keyfob.web.site.Site;
import dev.keyfob.web.site.TrustedProxies;
import dev.keyfob.web.verify.PathRules;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The configuration of the web server: where it listens, what all interfaces share, and the settings of single ones.
 * Port 0 means any free port.
 *
 * @param carriers where {@code /auth/check} looks for a token
 * @param allowedOrigins the origins whose pages may call the APIs
 * @param audience what introspection returns as the audience of a token
 * @param introspection whether clients may read GraphQL's schema by introspection
 * @param doctorNonce the nonce that a request must send to be told how it arrived
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
        GithubScanningSettings githubScanning,
        Optional<String> audience,
        boolean introspection,
        Discovery discovery,
        Supplier<Readiness> ready,
        Supplier<Optional<String>> doctorNonce) {}
