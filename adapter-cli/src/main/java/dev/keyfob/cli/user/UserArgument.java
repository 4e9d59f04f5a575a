package dev.keyfob.cli.user;

import dev.keyfob.domain.user.Email;
import picocli.CommandLine.Parameters;

/** The argument {@code EMAIL}, which names a user. */
final class UserArgument {

    @Parameters(index = "0", paramLabel = "EMAIL")
    private String email;

    Email email() {
        return Email.parse(email);
    }
}
