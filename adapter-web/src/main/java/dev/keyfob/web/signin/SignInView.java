package dev.keyfob.web.signin;

import dev.keyfob.web.html.WrongField;
import java.util.List;

/**
 * What the sign-in page shows. Empty texts show nothing; {@code local} offers the form for accounts of Keyfob's own,
 * and {@code forgotten} the way to a link by mail.
 */
public record SignInView(
        String formToken,
        String email,
        String next,
        String why,
        WrongField wrong,
        String notice,
        boolean local,
        boolean forgotten,
        FirstAccount firstAccount,
        List<Way> ways) {

    /** The way to an identity provider. */
    public record Way(String label, String path) {}
}
