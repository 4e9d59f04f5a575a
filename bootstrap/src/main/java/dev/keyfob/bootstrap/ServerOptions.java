package dev.keyfob.bootstrap;

import dev.keyfob.domain.permission.PermissionCatalogue;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that {@code serve} and {@code demo} share. */
final class ServerOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings in YAML; KEYFOB_CONFIG names the file too.")
    private Path config;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Listen on this port; 0 takes any that is free. Default: 8080.")
    private String port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Listen on this address. Default: 127.0.0.1, this machine alone.")
    private String host;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "The address that browsers use, such as https://keyfob.example.com.")
    private String publicUrl;

    /** Loads the settings. {@code unlessDefined} is the catalogue if the settings file has none. */
    Settings settings(DataLocation place, PermissionCatalogue unlessDefined) {
        Map<Setting, String> options = place.settings();
        Optional.ofNullable(port).ifPresent(value -> options.put(Setting.SERVER_PORT, value));
        Optional.ofNullable(host).ifPresent(value -> options.put(Setting.SERVER_HOST, value));
        Optional.ofNullable(publicUrl).ifPresent(value -> options.put(Setting.SERVER_PUBLIC_URL, value));
        return Settings.load(options, System.getenv(), Optional.ofNullable(config), unlessDefined);
    }
}
