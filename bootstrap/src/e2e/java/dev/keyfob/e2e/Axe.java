package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/** Runs axe, the accessibility checker, on a page. */
final class Axe {

    private static final List<String> WCAG_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private Axe() {}

    static void assertMeetsWcag(Page page, String where) {
        assertThat(rulesOfWcagBrokenOn(page)).as(where).isEmpty();
    }

    /** Checks all rules, including those of good practice. */
    static void assertFindsNothing(Page page, String where) {
        assertThat(rulesBrokenOn(page, Map.of())).as(where).isEmpty();
    }

    /** The violated rules, each with the elements that violate it. */
    static List<?> rulesOfWcagBrokenOn(Page page) {
        return rulesBrokenOn(page, Map.of("runOnly", WCAG_AA));
    }

    // Loads axe into a page only once, because loading takes as long as a check.
    private static List<?> rulesBrokenOn(Page page, Map<String, Object> options) {
        page.waitForLoadState();
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
