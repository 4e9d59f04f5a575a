package dev.keyfob.web.signin;

/** What the sign-in page shows. Empty texts show nothing. */
public record SignInPage(String formToken, String email, String next, String error, String notice) {}
