package dev.keyfob.cli;

import dev.keyfob.domain.user.Identity;
import picocli.CommandLine.Option;

/** {@code --issuer} and {@code --subject}: which identity at a provider is meant. */
final class IdentityOptions {

    @Option(names = "--issuer", paramLabel = "URL", required = true, description = "The provider.")
    private String issuer;

    @Option(
            names = "--subject",
            paramLabel = "SUBJECT",
            required = true,
            description =
                    "What the provider calls the person: the claim sub. user identities lists those that are linked.")
    private String subject;

    Identity identity() {
        return Identity.parse(issuer, subject);
    }
}
