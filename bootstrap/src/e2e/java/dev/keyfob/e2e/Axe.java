package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe, the checker of web accessibility, says of a page. */
final class Axe {

    private static final List<String> WCAG_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private Axe() {}

    static void assertMeetsWcag(Page page, String where) {
        assertFindsNothing(axe(page).withTags(WCAG_AA), where);
    }

    /** By all its rules, those of good practice too. */
    static void assertFindsNothing(Page page, String where) {
        assertFindsNothing(axe(page), where);
    }

    private static void assertFindsNothing(AxeBuilder axe, String where) {
        assertThat(axe.analyze().getViolations()).as(where).isEmpty();
    }

    // Otherwise it opens a second page for each result, only to keep frames of other sites out of it, and takes six
    // times as long. No page of ours has a frame.
    private static AxeBuilder axe(Page page) {
        return new AxeBuilder(page).setLegacyMode(true);
    }
}
