package dev.keyfob.bootstrap;

import dev.keyfob.cli.doctor.Check;
import dev.keyfob.cli.doctor.CheckResult;
import dev.keyfob.cli.doctor.CheckRunner;
import dev.keyfob.cli.doctor.DataDirectoryCheck;
import dev.keyfob.cli.doctor.MailCheck;
import dev.keyfob.cli.doctor.PortCheck;
import dev.keyfob.cli.doctor.ProxyCheck;
import dev.keyfob.cli.doctor.PublicUrlCheck;
import dev.keyfob.cli.doctor.ReadinessCheck;
import dev.keyfob.cli.doctor.SecretFileCheck;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.cli.usage.Examples;
import dev.keyfob.domain.network.LocalMachine;
import dev.keyfob.domain.permission.PermissionCatalogue;
import dev.keyfob.mail.MailServer;
import dev.keyfob.mail.SmtpMailSender;
import dev.keyfob.persistence.connection.FileOwner;
import dev.keyfob.web.HealthEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Checks an installation: settings, files, port, addresses, mail server, and what the running server reports. If no
 * server is running, it also looks at the data.
 */
@Command(
        name = "doctor",
        description =
                "Check everything that can keep Keyfob from working: settings, data directory and rights, key files,"
                        + " port, public URL, what arrives through the proxy, mail server, and whether the running"
                        + " server is ready; if none is running, the clock, pending migrations and the end of the audit"
                        + " log. For each fault, print what to do. Exit code 1 if a check fails. Changes no data.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  keyfob --data DIR doctor", "  keyfob --data DIR doctor --config keyfob.yaml -o json"})
final class DoctorCommand implements Callable<Integer> {

    /** The output formats. */
    enum Format {
        table,
        json
    }

    private final DataLocation place;
    private final Terminal terminal;

    @Mixin
    private ServerOptions options;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "table or json.")
    private Format format;

    DoctorCommand(DataLocation place, Terminal terminal) {
        this.place = place;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return new CheckRunner(terminal).run(checks(), format == Format.json);
    }

    private List<Check> checks() {
        Settings settings;
        try {
            settings = options.settings(place, PermissionCatalogue.builtIn());
            settings.requirePlace();
        } catch (SettingsError e) {
            return List.of(() -> CheckResult.failure("settings", e.getMessage(), "See docs/settings.md."));
        }
        URI server = URI.create("http://" + authority(settings.host()) + ":" + settings.port());
        URI publicUrl = settings.publicUrl(settings.port());
        List<Check> checks = new ArrayList<>();
        checks.add(() -> CheckResult.ok("settings", "They can be read."));
        settings.dataDirectory()
                .map(directory ->
                        new DataDirectoryCheck(directory.toAbsolutePath().normalize(), us()))
                .ifPresent(checks::add);
        Stream.of(Setting.values())
                .filter(setting -> setting.key.endsWith("_file"))
                .filter(setting -> !settings.value(setting).isBlank())
                .map(setting -> new SecretFileCheck(setting.key, Path.of(settings.value(setting))))
                .forEach(checks::add);
        checks.add(new PortCheck(server));
        ReadinessCheck readiness = new ReadinessCheck(server);
        checks.add(readiness);
        if (!readiness.isAnswered()) {
            Wiring.inspect(settings).forEach(result -> checks.add(() -> result));
        }
        checks.add(new PublicUrlCheck(publicUrl, LocalMachine.isHost(publicUrl.getHost())));
        checks.add(new ProxyCheck(
                publicUrl,
                !settings.trustedProxies().networks().isEmpty(),
                settings.dataDirectory(),
                HealthEndpoint.NONCE_HEADER));
        if (settings.mailSettings().isOn()) {
            checks.add(() -> ofMail(settings));
        }
        return checks;
    }

    private static String us() {
        try {
            return FileOwner.us().getName();
        } catch (IOException e) {
            return System.getProperty("user.name");
        }
    }

    private static CheckResult ofMail(Settings settings) {
        MailServer server;
        try {
            server = settings.mailServer().orElseThrow();
        } catch (SettingsError e) {
            return CheckResult.failure("mail server", e.getMessage(), "Let this user read the file.");
        }
        try (SmtpMailSender sender = new SmtpMailSender(server)) {
            return new MailCheck(server.host() + ":" + server.port(), sender::tryToConnect).look();
        }
    }

    /** Returns the host to connect to. A server that listens on all addresses also answers on the loopback address. */
    private static String authority(String host) {
        return switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::", "[::]" -> "[::1]";
            default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        };
    }
}
