package dev.keyfob.web.pages.token;

import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.PageFrame;
import java.util.List;
import java.util.Optional;

/** All that the access-token page shows. */
public record TokensView(
        PageFrame chrome,
        Form form,
        Optional<GeneratedPanel> generated,
        String notice,
        List<PickUpView> waiting,
        List<TokenRow> endingSoon,
        List<TokenRow> reused,
        TokenListView list) {

    /** The form as it was filled in, with what was wrong. Empty texts show nothing. */
    public record Form(
            String nonce,
            String closed,
            String name,
            String note,
            List<ExpiryChoice> choices,
            String rule,
            String date,
            OfferedDays days,
            RestrictionsForm restrictions,
            WrongField wrong) {

        /** The choice of an expiration that was refused; empty where none was. */
        public String wrongChoice() {
            if (!wrong.isAt(TokenFieldNames.DATE)) {
                return "";
            }
            return choices.stream()
                    .filter(ExpiryChoice::chosen)
                    .findFirst()
                    .orElse(choices.get(0))
                    .value();
        }
    }
}
