package dev.keyfob.web.pages.token;

import dev.keyfob.web.html.WrongField;
import dev.keyfob.web.pages.PageFrame;
import java.util.List;
import java.util.Optional;

/** What the page of a person's own access tokens shows. */
public record TokensView(
        PageFrame chrome,
        Form form,
        Optional<GeneratedPanel> generated,
        String notice,
        List<PickUpView> waiting,
        List<TokenRow> endingSoon,
        List<TokenRow> reused,
        TokenListView list) {

    /** The form with what was typed and what was wrong. Empty texts are not shown. */
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

        /** Returns the expiry option that was refused. Empty if none was. */
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
