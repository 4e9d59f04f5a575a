package dev.keyfob.web.signin;

import dev.keyfob.web.html.WrongField;
import java.util.List;

/**
 * What the sign-in page shows. Empty texts are not shown. {@code local} shows the form for Keyfob's own accounts, and
 * {@code forgotten} the link to {@link ForgottenPasswordPages}.
 */
public record SignInView(
        String csrfToken,
        String email,
        String next,
        String why,
        WrongField wrong,
        String notice,
        boolean local,
        boolean forgotten,
        FirstAccount firstAccount,
        List<Way> ways) {

    /** A link to an identity provider. */
    public record Way(String label, String path) {}
}
