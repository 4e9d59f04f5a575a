package dev.keyfob.web.pages;

import java.util.List;
import java.util.Optional;

/** All that the access-token page shows. */
public record TokensView(
        PageFrame chrome,
        Form form,
        Optional<GeneratedPanel> generated,
        String notice,
        long endingSoon,
        List<TokenRow> reused,
        List<TokenRow> rows,
        long total,
        Filter filter,
        Optional<String> older) {

    /** The form as it was filled in, with what was wrong. Empty texts show nothing. */
    public record Form(
            String nonce,
            String closed,
            String name,
            String nameError,
            List<ExpiryChoice> choices,
            String rule,
            String date,
            OfferedDays days,
            String expiryError,
            LimitsForm limits) {}

    /** Which tokens are shown. */
    public record Filter(String state, String search, boolean isFirstPage) {
        public boolean isNarrow() {
            return !search.isEmpty() || !state.isEmpty() || !isFirstPage;
        }
    }
}
