package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/** What axe, the checker of web accessibility, says of a page. */
final class Axe {

    private static final List<String> WCAG_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private Axe() {}

    static void assertMeetsWcag(Page page, String where) {
        assertThat(rulesOfWcagBrokenOn(page)).as(where).isEmpty();
    }

    /** By all its rules, those of good practice too. */
    static void assertFindsNothing(Page page, String where) {
        assertThat(rulesBrokenOn(page, Map.of())).as(where).isEmpty();
    }

    /** Each broken rule with the elements that break it. */
    static List<?> rulesOfWcagBrokenOn(Page page) {
        return rulesBrokenOn(page, Map.of("runOnly", WCAG_AA));
    }

    // A page takes axe in once, however often it is looked at: that takes as long as a look does.
    private static List<?> rulesBrokenOn(Page page, Map<String, Object> options) {
        if (page.evaluate("'axe' in window").equals(false)) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        return (List<?>) page.evaluate("""
                async options => {
                  const found = await axe.run({ ...options, resultTypes: ["violations"] });
                  return found.violations.map(rule =>
                    rule.id + ": " + rule.nodes.map(node => node.target + ", " + node.failureSummary).join("; "));
                }""", options);
    }
}
