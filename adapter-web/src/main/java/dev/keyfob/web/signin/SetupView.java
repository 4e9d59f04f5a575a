package dev.keyfob.web.signin;

import dev.keyfob.web.html.WrongField;

/** What the set-up page shows. It keeps what the user typed, except the code and the password. */
public record SetupView(String csrfToken, String email, String name, WrongField wrong) {}
