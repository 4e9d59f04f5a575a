package dev.keyfob.bootstrap;

import dev.keyfob.domain.Refusal;
import dev.keyfob.web.verify.PathRules;

/** Reads the rules for proxies from the settings file. An invalid rule stops the start. */
final class PathRulesReader {

    static final String KEY = "auth_check.rules";

    private static final String EXPECTED =
            "a list in which each line has a dash; a method, several with commas, or ANY; a path such as /recipes/* or"
                    + " /recipes/**; and a permission, any-token or public";

    private PathRulesReader() {}

    static PathRules read(SettingsNode list) {
        return new PathRules(
                list.items(EXPECTED).stream().map(PathRulesReader::rule).toList());
    }

    private static PathRules.Rule rule(SettingsNode line) {
        String text = line.text(EXPECTED).orElseThrow();
        try {
            return PathRules.Rule.parse(text);
        } catch (IllegalArgumentException | Refusal e) {
            throw line.wrong("has the line \"" + text + "\"", EXPECTED);
        }
    }
}
