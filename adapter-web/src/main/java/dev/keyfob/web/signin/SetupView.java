package dev.keyfob.web.signin;

import dev.keyfob.web.html.WrongField;

/** What the set-up page shows. What was typed is kept, but for the code and the password. */
public record SetupView(String formToken, String email, String name, WrongField wrong) {}
