package dev.keyfob.cli.user;

import dev.keyfob.domain.user.Identity;
import picocli.CommandLine.Option;

/** The options {@code --issuer} and {@code --subject}, which name an identity at a provider. */
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
