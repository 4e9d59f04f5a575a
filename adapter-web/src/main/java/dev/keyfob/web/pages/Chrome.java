package dev.keyfob.web.pages;

import dev.keyfob.web.signin.Visit;
import java.util.Locale;

/** What stands around every page: who is here, and what their forms carry. */
public record Chrome(String email, String initial, String formToken, String tab) {

    static Chrome of(Visit visit, String tab) {
        String email = visit.person().user().email().value();
        return new Chrome(
                email,
                email.substring(0, 1).toUpperCase(Locale.ROOT),
                visit.secret().formToken(),
                tab);
    }
}
