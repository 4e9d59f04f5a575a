package dev.keyfob.bootstrap;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the settings in environment variables. A variable stops the start if its name is similar to that of a setting,
 * or names a setting that only the file can contain. Other variables are ignored, even if they begin with
 * {@code KEYFOB_}, because Kubernetes sets many of them in pods if there is a service named keyfob.
 */
final class EnvironmentVariables {

    /** The variable that names the settings file. */
    static final String CONFIG = "KEYFOB_CONFIG";

    /** The largest number of wrong, missing or extra letters that counts as a typing mistake. */
    private static final int SLIP = 2;

    /** The variables that Kubernetes sets for a service, except NAME_PORT. */
    private static final Pattern OF_SERVICE =
            Pattern.compile(".*_SERVICE_HOST|.*_SERVICE_PORT(_.+)?|.*_PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");

    /** The value that Kubernetes gives to NAME_PORT. */
    private static final Pattern ADDRESS_OF_SERVICE = Pattern.compile("(tcp|udp|sctp)://.*");

    private EnvironmentVariables() {}

    /** Returns the settings. A blank variable counts as not set. */
    static Map<Setting, String> read(Map<String, String> environment) {
        RenamedSetting.refuseVariables(environment);
        Set<String> known = Stream.concat(
                        Stream.of(CONFIG), Stream.of(Setting.values()).map(Setting::variable))
                .collect(Collectors.toUnmodifiableSet());
        environment.forEach((name, value) -> {
            if (!known.contains(name)) {
                refuseSlip(name, value, known);
            }
        });
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String value = environment.getOrDefault(setting.variable(), "");
            if (ADDRESS_OF_SERVICE.matcher(value).matches()) {
                throw ofService(setting.variable(), value);
            }
            setting.checked(value, "from " + setting.variable()).ifPresent(checked -> given.put(setting, checked));
        }
        return given;
    }

    private static void refuseSlip(String name, String value, Set<String> known) {
        boolean isOfService = OF_SERVICE.matcher(name).matches()
                || name.endsWith("_PORT") && ADDRESS_OF_SERVICE.matcher(value).matches();
        if (isOfService || value.isBlank()) {
            return;
        }
        if (Settings.IN_FILE_ALONE.stream().map(Setting::variableOf).anyMatch(name::equals)) {
            throw new SettingsError("The variable " + name + " is set, but what it names is read from the settings file"
                    + " alone. Write it there, and remove the variable.");
        }
        List<String> near = known.stream()
                .filter(right -> isNear(name.toUpperCase(Locale.ROOT), right))
                .sorted()
                .toList();
        if (!near.isEmpty()) {
            throw new SettingsError("The variable " + name + " sets nothing; there is " + String.join(" and ", near)
                    + ". Correct the name, or remove the variable.");
        }
    }

    private static SettingsError ofService(String variable, String value) {
        String service =
                variable.replaceFirst("_PORT$", "").toLowerCase(Locale.ROOT).replace('_', '-');
        return new SettingsError(
                "The variable " + variable + " has the value \"" + value + "\", the address of a service."
                        + " Kubernetes sets it for a service named " + service
                        + ". Set enableServiceLinks: false in the pod's spec, or rename the service.");
    }

    private static boolean isNear(String name, String right) {
        return Math.abs(name.length() - right.length()) <= SLIP && distance(name, right) <= SLIP;
    }

    /** Returns how many letters must be changed, added or removed to turn one text into the other (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
