package dev.keyfob.bootstrap;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Former names of settings. They stop the start with a message that has the new name. If they were ignored, a limit
 * could disappear unnoticed.
 */
enum RenamedSetting {
    TOKENS_DEFAULT_DAYS(Setting.POLICY_DEFAULT_LIFE),
    TOKENS_LONGEST_DAYS(Setting.POLICY_LONGEST_LIFE),
    TOKENS_ALLOW_NEVER(Setting.POLICY_NO_EXPIRATION),
    TOKENS_PER_OWNER(Setting.POLICY_TOKENS_PER_USER),
    TOKENS_ROTATION_GRACE_SECONDS(Setting.POLICY_ROTATION_GRACE);

    private final Setting successor;

    RenamedSetting(Setting successor) {
        this.successor = successor;
    }

    /** Refuses an old name in the settings file. */
    static void refuseKey(String key, String source) {
        Stream.of(values())
                .filter(renamed -> renamed.key().equals(key))
                .findFirst()
                .ifPresent(renamed -> {
                    throw new SettingsError("The setting " + key + " (" + source + ") is called "
                            + renamed.successor.key + " now. It takes " + renamed.successor.expected + ".");
                });
    }

    /** Refuses old names in the environment. */
    static void refuseVariables(Map<String, String> environment) {
        for (RenamedSetting renamed : values()) {
            String variable = "KEYFOB_" + renamed.name();
            if (!environment.getOrDefault(variable, "").isBlank()) {
                throw new SettingsError("The variable " + variable + " is called " + renamed.successor.variable()
                        + " now. It takes " + renamed.successor.expected + ".");
            }
        }
    }

    private String key() {
        return name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");
    }
}
