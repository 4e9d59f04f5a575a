package dev.keyfob.bootstrap;

import static dev.keyfob.domain.actor.Actor.Operator.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyfob.application.client.ClientWithSecret;
import dev.keyfob.application.paging.PageRequest;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.application.token.NewToken;
import dev.keyfob.application.token.RotationOptions;
import dev.keyfob.domain.audit.AuditEntry;
import dev.keyfob.domain.audit.AuditFilter;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.network.Network;
import dev.keyfob.domain.network.Networks;
import dev.keyfob.domain.permission.Narrowing;
import dev.keyfob.domain.policy.Expiry;
import dev.keyfob.domain.token.Reuse;
import dev.keyfob.domain.token.TokenName;
import dev.keyfob.domain.token.TokenNote;
import dev.keyfob.domain.token.TokenRestrictions;
import dev.keyfob.domain.user.Email;
import dev.keyfob.domain.user.Password;
import dev.keyfob.persistence.Database;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks one table of address spellings at every place where an address is read: each spelling has the same meaning,
 * and is written as the same text.
 */
class AddressDoorsTest {

    private static final Email ALICE = new Email("alice@example.com");

    /** Each entry has the spelling and its canonical text. */
    private static final List<List<String>> SPELLINGS = List.of(
            List.of("203.0.113.7", "203.0.113.7"),
            List.of("203.0.113.7:51234", "203.0.113.7"),
            List.of("::ffff:203.0.113.7", "203.0.113.7"),
            List.of("::FFFF:CB00:7107", "203.0.113.7"),
            List.of("[::ffff:203.0.113.7]:443", "203.0.113.7"),
            List.of("2001:db8::7", "2001:db8::7"),
            List.of("2001:DB8:0:0:0:0:0:7", "2001:db8::7"),
            List.of("2001:0db8:0000:0000:0000:0000:0000:0007", "2001:db8::7"),
            List.of("[2001:db8::7]", "2001:db8::7"),
            List.of("[2001:db8:0::7]:51234", "2001:db8::7"),
            List.of("fe80::7%eth0", "fe80::7"),
            List.of("[fe80:0:0:0:0:0:0:7%eth0]:80", "fe80::7"));

    private static final List<String> NO_ADDRESSES = List.of(
            "203.0.113", "203.0.113.07", "203.0.113.7:99999", "2001:db8::7::", "[2001:db8::7", "localhost", "unknown");

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private Wiring wiring;
    private RunningServer server;
    private int tokens;

    @BeforeEach
    void start() {
        Settings settings = settings(Map.of(
                Setting.SERVER_HOST,
                "[::]",
                Setting.SERVER_PORT,
                "0",
                Setting.SERVER_TRUSTED_PROXIES,
                "0:0:0:0:0:0:0:1",
                Setting.POLICY_ROTATION_GRACE,
                "0s"));
        wiring = new Wiring(Database.inDirectory(directory, text -> {}), settings);
        wiring.useCases.users.addUser.add(OPERATOR, ALICE, List.of(), Password.parse("alice likes green tea", ALICE));
        server = RunningServer.start(wiring, Optional.of(directory), false);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_proxy_on_ipv6_is_believed_in_every_spelling() throws Exception {
        for (List<String> spelling : SPELLINGS) {
            CreatedToken token = tokenFor(spelling.get(1));

            int before = check(token, "198.51.100.1").statusCode();
            int there = check(token, spelling.get(0)).statusCode();

            assertThat(before).as(spelling.get(0)).isEqualTo(401);
            assertThat(there).as(spelling.get(0)).isEqualTo(200);
            wiring.useCases.recentUses.flush();
            assertThat(wiring.useCases
                            .tokens
                            .showToken
                            .usesOf(OPERATOR, token.token().id())
                            .byAddress())
                    .containsOnlyKeys(spelling.get(1));
        }
        for (String none : NO_ADDRESSES) {
            assertThat(check(tokenFor("::1"), none).statusCode()).as(none).isEqualTo(200);
        }
    }

    @Test
    void what_is_audited_names_one_text() throws Exception {
        for (List<String> spelling : SPELLINGS) {
            CreatedToken token = tokenFor("::/0");
            HttpRequest found = request("/api/v1/credentials/revoke", spelling.get(0))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"credentials\":[\"" + token.secret().reveal() + "\"]}"))
                    .build();

            assertThat(http.send(found, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(202);

            assertThat(wiring.useCases
                            .audit
                            .listAudit
                            .list(OPERATOR, AuditFilter.about(token.token().id().toString()), PageRequest.first())
                            .items())
                    .extracting(AuditEntry::address)
                    .contains(spelling.get(1));
        }
    }

    @Test
    void introspection_reads_every_spelling() throws Exception {
        ClientWithSecret client = wiring.useCases.clients.addClient.add(OPERATOR, ClientName.parse("API"));
        for (List<String> spelling : SPELLINGS) {
            CreatedToken token = tokenFor(spelling.get(1));

            assertThat(introspect(client, token, spelling.get(0)))
                    .as(spelling.get(0))
                    .contains("\"active\":true");
            assertThat(introspect(client, token, "198.51.100.1")).contains("\"active\":false");
        }
        for (String none : NO_ADDRESSES) {
            assertThat(introspect(client, tokenFor("::/0"), none)).as(none).contains("\"active\":false");
        }
    }

    // An address longer than the column that stores it must not prevent the handling of a reused secret.
    @Test
    void a_long_address_does_not_stop_the_notice_of_a_reuse() throws Exception {
        ClientWithSecret client = wiring.useCases.clients.addClient.add(OPERATOR, ClientName.parse("API"));
        for (String address : List.of("fe80::7%" + "e".repeat(100), "fe80::7%" + "e".repeat(1000), "1".repeat(1000))) {
            CreatedToken token = tokenFor("");
            String successor = wiring.useCases
                    .tokens
                    .rotateToken
                    .rotate(OPERATOR, token.token().id(), RotationOptions.standard())
                    .secret()
                    .reveal();
            assertThat(introspect(client, successor, address)).contains("\"active\":true");

            assertThat(introspect(client, token, address)).as(address).isEqualTo("{\"active\":false}");

            assertThat(wiring.useCases.tokens.showToken.show(
                            OPERATOR, token.token().id()))
                    .satisfies(noticed -> assertThat(noticed.isRevoked()).isTrue())
                    .satisfies(noticed -> assertThat(noticed.reuse())
                            .map(Reuse::address)
                            .contains(address.length() == 108 ? "fe80::7" : "unknown"));
        }
    }

    @Test
    void networks_that_are_typed_have_one_text() {
        for (List<String> spelling : SPELLINGS) {
            boolean isPlain = !spelling.get(0).matches(".*%.*|\\[.*]:.*|[0-9.]+:[0-9]+");
            Piped created = run(
                    "token",
                    "create",
                    "--owner",
                    ALICE.value(),
                    "--name",
                    spelling.get(0),
                    "--network",
                    spelling.get(0));

            if (isPlain) {
                assertThat(created.out.toString()).startsWith("kfpat_");
                assertThat(settings(Map.of(Setting.SERVER_TRUSTED_PROXIES, spelling.get(0)))
                                .trustedProxies()
                                .networks())
                        .containsExactly(new Network(spelling.get(1)));
                assertThat(settings(Map.of(Setting.WEBHOOKS_ALLOWED_NETWORKS, spelling.get(0)))
                                .webhookReach()
                                .allowed())
                        .containsExactly(new Network(spelling.get(1)));
            } else {
                assertThat(created.out.toString()).isEmpty();
                for (Setting setting : List.of(Setting.SERVER_TRUSTED_PROXIES, Setting.WEBHOOKS_ALLOWED_NETWORKS)) {
                    assertThatThrownBy(() -> settings(Map.of(setting, spelling.get(0))))
                            .isInstanceOf(SettingsError.class)
                            .hasMessageContaining("without ports and zones");
                }
            }
        }
    }

    @Test
    void the_host_is_read_in_every_spelling_without_a_port() {
        for (List<String> spelling : SPELLINGS) {
            String written = spelling.get(0);
            if (written.matches("\\[.*]:.*|[0-9.]+:[0-9]+")) {
                assertThatThrownBy(() -> settings(Map.of(Setting.SERVER_HOST, written)))
                        .isInstanceOf(SettingsError.class)
                        .hasMessageContaining("without a port");
            } else {
                // A link-local address needs its interface to be listened on.
                assertThat(settings(Map.of(Setting.SERVER_HOST, written)).host())
                        .isEqualTo(written.contains("%") ? written : spelling.get(1));
            }
        }
        assertThat(settings(Map.of(Setting.SERVER_HOST, "localhost")).host()).isEqualTo("localhost");
    }

    private CreatedToken tokenFor(String network) {
        return wiring.useCases.tokens.createToken.create(
                OPERATOR,
                new NewToken(
                        ALICE,
                        TokenName.parse("Token " + ++tokens),
                        TokenNote.none(),
                        new Expiry.Standard(),
                        new TokenRestrictions(Narrowing.none(), Networks.parse(network))));
    }

    private HttpRequest.Builder request(String path, String forwarded) {
        return HttpRequest.newBuilder(URI.create("http://[::1]:" + server.port() + path))
                .header("X-Forwarded-For", forwarded);
    }

    private HttpResponse<String> check(CreatedToken token, String forwarded) throws IOException, InterruptedException {
        return http.send(
                request("/auth/check", forwarded)
                        .header("Authorization", "Bearer " + token.secret().reveal())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String introspect(ClientWithSecret client, CreatedToken token, String address) throws Exception {
        return introspect(client, token.secret().reveal(), address);
    }

    private String introspect(ClientWithSecret client, String token, String address) throws Exception {
        String credentials =
                client.client().id().value() + ":" + client.secret().reveal();
        HttpRequest asked = request("/oauth2/introspect", "198.51.100.2")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "token=" + token + "&address=" + URLEncoder.encode(address, StandardCharsets.UTF_8)))
                .build();
        HttpResponse<String> answer = http.send(asked, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return answer.body();
    }

    private Piped run(String... command) {
        Piped terminal = new Piped("");
        String[] all = new String[command.length + 2];
        all[0] = "--data";
        all[1] = directory.toString();
        System.arraycopy(command, 0, all, 2, command.length);
        Main.run(terminal, all);
        terminal.out().flush();
        return terminal;
    }

    private static Settings settings(Map<Setting, String> options) {
        return Settings.load(options, Map.of(), Optional.empty());
    }
}
