package dev.keyfob.bootstrap;

import dev.keyfob.domain.network.IpAddress;
import dev.keyfob.mail.MailServer;
import dev.keyfob.mail.MailServer.Encryption;
import dev.keyfob.persistence.connection.SecretFile;
import dev.keyfob.persistence.connection.UnusableFile;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Reads the mail server from the settings {@code mail.*}. Without {@code mail.host} no mail is sent. */
final class MailServerReader {

    private final Settings settings;

    MailServerReader(Settings settings) {
        this.settings = settings;
    }

    /** Returns the mail server. Reads the file with the password. */
    Optional<MailServer> server(URI publicUrl) {
        return given(Setting.MAIL_HOST)
                .map(host -> new MailServer(
                        host,
                        given(Setting.MAIL_PORT).map(Integer::parseInt).orElseGet(() -> standardPort(encryption())),
                        encryption(),
                        settings.value(Setting.MAIL_FROM),
                        given(Setting.MAIL_USERNAME).map(this::login),
                        publicUrl));
    }

    /** Refuses settings of mail that are incomplete or contradict each other. */
    void requireSense() {
        Optional<String> host = given(Setting.MAIL_HOST);
        if (host.isEmpty()) {
            for (Setting needsHost : new Setting[] {
                Setting.MAIL_PORT, Setting.MAIL_FROM, Setting.MAIL_USERNAME, Setting.MAIL_PASSWORD_FILE
            }) {
                if (given(needsHost).isPresent()) {
                    throw new SettingsError("The setting " + needsHost.key
                            + " is set, and there is no mail server. Give one in mail.host, or leave this setting"
                            + " out.");
                }
            }
            return;
        }
        if (given(Setting.MAIL_FROM).isEmpty()) {
            throw new SettingsError(
                    "The setting mail.host is set, and mails have no sender. Give one in mail.from, such as"
                            + " keyfob@example.com.");
        }
        if (given(Setting.MAIL_USERNAME).isPresent()
                != given(Setting.MAIL_PASSWORD_FILE).isPresent()) {
            throw new SettingsError(
                    "Only one of the settings mail.username and mail.password_file is set. Give both, or"
                            + " none if the mail server asks for no user.");
        }
        if (encryption() == Encryption.NONE && !isThisMachine(host.get())) {
            throw new SettingsError("The setting mail.encryption is none, and mail.host is " + host.get()
                    + ", which is another machine: everyone between could read the mails. Use starttls or tls.");
        }
    }

    private MailServer.Login login(String user) {
        String file = settings.value(Setting.MAIL_PASSWORD_FILE);
        try {
            return new MailServer.Login(user, SecretFile.readLine(file, Setting.MAIL_PASSWORD_FILE.key));
        } catch (UnusableFile e) {
            throw new SettingsError(e.getMessage());
        }
    }

    private Encryption encryption() {
        return Encryption.valueOf(settings.value(Setting.MAIL_ENCRYPTION).toUpperCase(Locale.ROOT));
    }

    // The ports of RFC 6409, RFC 8314 and RFC 5321.
    private static int standardPort(Encryption encryption) {
        return switch (encryption) {
            case STARTTLS -> 587;
            case TLS -> 465;
            case NONE -> 25;
        };
    }

    private static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost")
                || IpAddress.parseWithoutPort(host)
                        .filter(address -> address.text().startsWith("127.")
                                || address.text().equals("::1"))
                        .isPresent();
    }

    private Optional<String> given(Setting setting) {
        return Optional.of(settings.value(setting)).filter(text -> !text.isEmpty());
    }
}
