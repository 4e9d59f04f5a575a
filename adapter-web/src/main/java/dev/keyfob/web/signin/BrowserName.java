package dev.keyfob.web.signin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Describes a browser and its device, such as "Firefox on Linux", so that users can tell their sessions apart. Only
 * this description is stored. The User-Agent header reveals much more and changes with each version.
 */
final class BrowserName {

    static final String UNKNOWN = "Unknown browser";

    /**
     * Text in the User-Agent header to the browser's name, in order of precedence. Most browsers also claim to be
     * others, so a browser comes before those that it claims to be.
     */
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
