package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which environment variables are settings, which are typing errors, and which belong to other programs. */
class EnvironmentVariablesTest {

    private static final Set<String> KNOWN = Stream.concat(
                    Stream.of("KEYFOB_CONFIG"), Stream.of(Setting.values()).map(Setting::variable))
            .collect(Collectors.toUnmodifiableSet());

    @ParameterizedTest
    @EnumSource
    void every_slip_of_one_letter_stops_the_start_and_is_named(Setting setting) {
        for (String slip : slips(setting.variable())) {
            assertThatThrownBy(() -> EnvironmentVariables.read(Map.of(slip, "x")))
                    .as(slip)
                    .isInstanceOf(SettingsError.class)
                    .hasMessageContaining(slip)
                    .hasMessageContaining(setting.variable());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KEYFOB_SERVER_PROT",
                "KEYFOB_SEVER_POR",
                "KEYFOB_CONFGI",
                "keyfob_server_port",
                "KEYFOB_SERVER.PORT",
                "KEYFOB-SERVER-PORT",
                "KEYFOB_SIGNIN_PROXY_HEADER",
                "KEYFOB_WEBHOOKS_ALLOW_PLAINHTTPS"
            })
    void two_letters_or_the_case_are_a_slip_unless_nothing_is_in_it(String name) {
        assertThatThrownBy(() -> EnvironmentVariables.read(Map.of(name, "x"))).hasMessageContaining(name);
        assertThat(EnvironmentVariables.read(Map.of(name, ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KEYFOB_PERMISSIONS",
                "KEYFOB_OIDC_PROVIDERS",
                "KEYFOB_AUTH_CHECK_RULES",
                "KEYFOB_LEAKS_GITHUB_KEYS"
            })
    void what_only_the_file_can_say_is_not_passed_over_in_the_environment(String name) {
        assertThatThrownBy(() -> EnvironmentVariables.read(Map.of(name, "x")))
                .hasMessageContaining(name)
                .hasMessageContaining("the settings file alone");
    }

    @ParameterizedTest
    @MethodSource("services")
    void what_kubernetes_sets_for_services_is_left_alone(String service) {
        Map<String, String> injected = injectedFor(service);
        KNOWN.forEach(injected::remove);

        assertThat(EnvironmentVariables.read(injected)).isEmpty();
    }

    @Test
    void an_address_of_a_service_in_a_setting_is_told_as_that() {
        Map<String, String> injected = injectedFor("keyfob-server");

        assertThat(injected).containsKey("KEYFOB_SERVER_PORT");
        assertThatThrownBy(() -> EnvironmentVariables.read(injected))
                .hasMessageContaining("KEYFOB_SERVER_PORT")
                .hasMessageContaining("tcp://10.96.0.7:8080")
                .hasMessageContaining("a service named keyfob-server")
                .hasMessageContaining("enableServiceLinks: false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KEYFOB_TOKEN",
                "KEYFOB_URL",
                "KEYFOB_JAR",
                "KEYFOB_JAVA_OPTIONS",
                "KEYFOB_CHROMIUM",
                "KEYFOB_VERSION",
                "KEYFOB_HOME",
                "KEYFOB_IMAGE",
                "KEYFOB_PORT",
                "KEYFOB_TRUSTED_PROXIES",
                "KEYFOB_DATA_DIR",
                "PATH",
                "JAVA_HOME"
            })
    void names_of_others_are_left_alone(String name) {
        assertThat(EnvironmentVariables.read(Map.of(name, "x"))).isEmpty();
    }

    /** Names of services that may be in the same namespace as Keyfob, and names that resemble its settings. */
    static Stream<String> services() {
        Set<String> names = new LinkedHashSet<>(List.of(
                "keyfob",
                "keyfob-server",
                "keyfob-web",
                "keyfob-postgresql",
                "keyfob-metrics",
                "keyfob-headless",
                "keyfob-public",
                "keyfob-service",
                "keyfobs",
                "keyfob-config"));
        for (String variable : KNOWN) {
            String name = variable.toLowerCase().replace('_', '-');
            names.add(name);
            names.add(name.replaceFirst("-[a-z]+$", ""));
            names.add(name.replaceFirst("-[a-z]+$", "") + "s");
            names.add(name.replaceFirst(".-[a-z]+$", ""));
        }
        return names.stream();
    }

    /**
     * The variables that the kubelet creates, in the form of Docker links, for a service with a named and an unnamed
     * port.
     */
    private static Map<String, String> injectedFor(String service) {
        String name = service.toUpperCase().replace('-', '_');
        Map<String, String> set = new LinkedHashMap<>();
        set.put(name + "_SERVICE_HOST", "10.96.0.7");
        set.put(name + "_SERVICE_PORT", "8080");
        for (String port : List.of("HTTP", "HTTPS", "METRICS", "PORT", "HOST", "URL", "8080_TCP")) {
            set.put(name + "_SERVICE_PORT_" + port, "8080");
        }
        set.put(name + "_PORT", "tcp://10.96.0.7:8080");
        for (String protocol : List.of("TCP", "UDP", "SCTP")) {
            for (String number : List.of("80", "443", "8080")) {
                String port = name + "_PORT_" + number + "_" + protocol;
                set.put(port, protocol.toLowerCase() + "://10.96.0.7:" + number);
                set.put(port + "_PROTO", protocol.toLowerCase());
                set.put(port + "_PORT", number);
                set.put(port + "_ADDR", "10.96.0.7");
            }
        }
        return set;
    }

    /** Typing errors: one letter missing, wrong or added, or two swapped. */
    private static Set<String> slips(String name) {
        Set<String> slips = new LinkedHashSet<>();
        for (int i = 0; i < name.length(); i++) {
            slips.add(name.substring(0, i) + name.substring(i + 1));
            slips.add(name.substring(0, i) + "X" + name.substring(i + 1));
            slips.add(name.substring(0, i) + "_" + name.substring(i));
            if (i > 0) {
                slips.add(name.substring(0, i - 1) + name.charAt(i) + name.charAt(i - 1) + name.substring(i + 1));
            }
        }
        slips.removeAll(KNOWN);
        return slips;
    }
}
