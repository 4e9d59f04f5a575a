package dev.keyfob.web.signin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A browser and its device in words, such as "Firefox on Linux", for a person who asks which session is which. Only
 * these words are kept: the header that they come from tells much more than that, and changes with each version.
 */
final class BrowserName {

    static final String UNKNOWN = "Unknown browser";

    /** What a browser is known by. Most claim to be others too, so whoever is claimed stands below. */
    private static final Map<String, String> BROWSERS = ordered(
            "Edg", "Edge",
            "OPR/", "Opera",
            "SamsungBrowser/", "Samsung Internet",
            "Vivaldi/", "Vivaldi",
            "Firefox/", "Firefox",
            "FxiOS/", "Firefox",
            "CriOS/", "Chrome",
            "Chrome/", "Chrome",
            "Safari/", "Safari",
            "curl/", "curl");

    private static final Map<String, String> DEVICES = ordered(
            "iPhone", "iPhone",
            "iPad", "iPad",
            "Android", "Android",
            "CrOS", "ChromeOS",
            "Windows", "Windows",
            "Mac OS X", "macOS",
            "Linux", "Linux");

    private BrowserName() {}

    static String of(Optional<String> userAgent) {
        String header = userAgent.orElse("");
        String browser = first(BROWSERS, header).orElse(UNKNOWN);
        return first(DEVICES, header).map(device -> browser + " on " + device).orElse(browser);
    }

    private static Optional<String> first(Map<String, String> names, String header) {
        return names.entrySet().stream()
                .filter(name -> header.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<String, String> ordered(String... marksAndNames) {
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < marksAndNames.length; i += 2) {
            names.put(marksAndNames[i], marksAndNames[i + 1]);
        }
        return names;
    }
}
