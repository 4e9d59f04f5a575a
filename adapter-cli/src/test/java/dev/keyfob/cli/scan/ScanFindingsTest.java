package dev.keyfob.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyfob.application.client.ClientWithSecret;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.cli.Cli;
import dev.keyfob.cli.command.CommandDispatcher;
import dev.keyfob.cli.exit.CommandFailed;
import dev.keyfob.cli.exit.ExitCode;
import dev.keyfob.cli.terminal.RecordingTerminal;
import dev.keyfob.cli.terminal.Terminal;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.token.TokenFormat;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests the reports about findings, and their revocation. */
class ScanFindingsTest extends ScanStories {

    @Test
    void the_secret_of_an_api_client_is_told_by_its_name_and_is_not_revoked() throws Exception {
        ClientWithSecret client =
                keyfob.useCases.clients.addClient.add(keyfob.operator, ClientName.parse("orders-api"));
        Files.writeString(folder.resolve("app.env"), "SECRET=" + client.secret().reveal());

        assertThat(scan(folder.toString(), "--revoke", "--known", "-o", "json")).isEqualTo(ExitCode.FINDINGS);
        JsonNode finding = JSON.readTree(terminal.printed()).get(0);
        String told = terminal.complained();
        scan(folder.toString());
        String table = terminal.printed();
        scan(folder.toString(), "-o", "sarif");
        String sarif = terminal.printed();
        keyfob.useCases.clients.rotateClientSecret.rotate(keyfob.operator, ClientName.parse("orders-api"));
        scan(folder.toString(), "-o", "json");

        assertThat(finding.get("kind").textValue()).isEqualTo("client");
        assertThat(finding.get("state").textValue()).isEqualTo("active");
        assertThat(finding.get("token_id").textValue())
                .isEqualTo(client.client().id().value());
        assertThat(told).contains("Revoked 0 tokens.", "keyfob client rotate orders-api");
        assertThat(table).contains("(API client)", "orders-api");
        assertThat(sarif).contains("of the API client orders-api is active.", "clientId");
        assertThat(JSON.readTree(terminal.printed()).get(0).get("state").textValue())
                .isEqualTo("unknown");
        assertThat(told + table + sarif).doesNotContain(client.secret().reveal());
    }

    @Test
    void each_finding_says_what_the_token_is_now() throws Exception {
        String active = plant();
        CreatedToken revoked = keyfob.tokenOf(keyfob.alice, "Revoked");
        keyfob.useCases.tokens.revokeToken.revoke(
                keyfob.operator, revoked.token().id());
        CreatedToken suspended = keyfob.tokenOf(keyfob.alice, "Suspended");
        keyfob.useCases.tokens.suspendToken.suspend(
                keyfob.operator, suspended.token().id());
        CreatedToken disabled = keyfob.tokenOf(keyfob.bob, "Of a disabled owner");
        keyfob.useCases.users.disableUser.disable(keyfob.operator, keyfob.bob.email());
        String elsewhere = new TokenFormat("acme_").generate(keyfob.random).reveal();
        String text = String.join(
                "\n",
                active,
                revoked.secret().reveal(),
                suspended.secret().reveal(),
                disabled.secret().reveal(),
                elsewhere);

        standardInput = stream(text);
        scan("-", "-o", "json");
        assertThat(JSON.readTree(terminal.printed()).findValuesAsText("state"))
                .containsExactly("active", "revoked", "suspended", "owner_disabled", "unknown");

        keyfob.clock.advance(Duration.ofDays(31));
        standardInput = stream(text);
        scan("-", "-o", "json", "--known");
        assertThat(JSON.readTree(terminal.printed()).findValuesAsText("state"))
                .containsExactly("expired", "revoked", "expired", "expired");
        planted.add(elsewhere);
        assertNoSecret();
    }

    @Test
    void revoking_ends_each_token_once_and_the_log_says_where_it_was_found() throws Exception {
        String secret = plant();
        Files.writeString(folder.resolve("a.txt"), secret + "\n" + secret);
        Files.writeString(folder.resolve("b.txt"), secret);

        assertThat(scan("--revoke", folder.toString(), "-o", "json")).isEqualTo(ExitCode.FINDINGS);

        assertThat(terminal.complained()).contains("Revoked 1 token.");
        assertThat(JSON.readTree(terminal.printed()).findValuesAsText("state")).containsOnly("revoked");
        assertThat(JSON.readTree(terminal.printed()).findValuesAsText("revoked_now"))
                .containsOnly("true");
        assertThat(keyfob.auditLog.entries)
                .filteredOn(entry -> entry.action() == AuditAction.TOKEN_REVOKED)
                .singleElement()
                .satisfies(entry -> assertThat(entry.actor().name())
                        .startsWith("operator, who found it at ")
                        .endsWith(".txt:1"));
        assertThat(asked).hasSize(2);
        assertNoSecret();
        scan("--revoke", folder.toString());
        assertThat(terminal.complained()).contains("Revoked 0 tokens.");
    }

    @Test
    void offline_it_needs_no_data_and_says_no_more_than_where() throws Exception {
        data = new Nowhere();
        Files.writeString(folder.resolve("a.txt"), plant() + fake());

        assertThat(scan("--no-lookup", folder.toString(), "-o", "json")).isEqualTo(ExitCode.FINDINGS);
        assertThat(JSON.readTree(terminal.printed()).get(0).get("state").isNull())
                .isTrue();

        assertThat(scan(folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.complained()).contains("Say where.", "add --no-lookup");
        assertThat(terminal.printed()).isEmpty();
    }

    @Test
    void what_was_found_is_told_where_nobody_can_say_whose_it_is() throws Exception {
        data = new Broken();
        Files.writeString(folder.resolve("a.txt"), plant());

        assertThat(scan("--revoke", folder.toString())).isEqualTo(ExitCode.FAILURE);

        assertThat(terminal.printed()).contains("a.txt", "kfpat_…");
        assertThat(terminal.complained()).contains("keyfob: The database is gone.");
    }

    // SARIF 2.1.0: the fields that the schema requires, and those that code-scanning services also expect.
    @Test
    void sarif_has_what_services_need() throws Exception {
        try (PlantedRepository repository = new PlantedRepository(folder)) {
            repository.append("a b/ü.env", "KEY=" + plant());
            repository.remove("a b/ü.env");
            repository.commit("Try " + plant());
        }
        Files.writeString(
                folder.resolve("now.txt"),
                plant() + "\n"
                        + new TokenFormat("acme_").generate(keyfob.random).reveal());

        assertThat(scan(folder.toString(), "-o", "sarif")).isEqualTo(ExitCode.FINDINGS);

        JsonNode log = JSON.readTree(terminal.printed());
        assertThat(log.get("version").asText()).isEqualTo("2.1.0");
        assertThat(log.get("$schema").asText()).endsWith("sarif-2.1.0.json");
        JsonNode run = log.get("runs").get(0);
        JsonNode driver = run.get("tool").get("driver");
        assertThat(driver.get("name").asText()).isEqualTo("keyfob");
        JsonNode results = run.get("results");
        assertThat(results).hasSize(4);
        Set<String> fingerprints = new HashSet<>();
        for (JsonNode result : results) {
            JsonNode rule = driver.get("rules").get(result.get("ruleIndex").asInt());
            assertThat(rule.get("id").asText()).isEqualTo(result.get("ruleId").asText());
            assertThat(result.get("level").asText()).isIn("none", "note", "warning", "error");
            assertThat(result.get("message").get("text").asText()).endsWith(".");
            assertThat(result.get("locations")).hasSize(1);
            JsonNode place = result.get("locations").get(0).get("physicalLocation");
            assertThat(URI.create(place.get("artifactLocation").get("uri").asText()))
                    .hasScheme("file");
            JsonNode region = place.get("region");
            assertThat(region.get("startLine").asInt()).isPositive();
            assertThat(region.get("endColumn").asInt())
                    .isGreaterThan(region.get("startColumn").asInt());
            result.get("partialFingerprints").forEach(value -> fingerprints.add(value.asText()));
        }
        assertThat(fingerprints).hasSize(4).allMatch(value -> value.matches("[0-9a-f]{32}"));
        assertThat(terminal.printed()).contains("/a%20b/%C3%BC.env", "is not known here", "is active");
        assertNoSecret();
    }

    @Test
    void the_fingerprint_stays_while_the_line_moves() throws Exception {
        String secret = plant();
        Path file = folder.resolve("a.txt");
        Files.writeString(file, secret);
        scan(file.toString(), "-o", "sarif");
        String before = JSON.readTree(terminal.printed())
                .findValue("partialFingerprints")
                .toString();

        Files.writeString(file, "\n\n   " + secret);
        scan(file.toString(), "-o", "sarif");

        assertThat(JSON.readTree(terminal.printed())
                        .findValue("partialFingerprints")
                        .toString())
                .isEqualTo(before);
    }

    @Test
    void the_inner_commands_take_digests_and_nothing_else() {
        Cli keyfobItself = new Cli(() -> keyfob.useCases);
        terminal = RecordingTerminal.piped("no digest\n");

        assertThat(keyfobItself.run(terminal, "leak", "trace")).isEqualTo(ExitCode.FAILURE);
        assertThat(terminal.complained()).contains("64 hexadecimal digits");
        terminal = RecordingTerminal.piped("");
        keyfobItself.run(terminal, "--help");
        assertThat(terminal.printed()).doesNotContain("leak ");
    }

    /** Stands for a command line that names no data. */
    private static final class Nowhere implements CommandDispatcher {
        @Override
        public void requireDataLocation() {
            throw new CommandFailed("Say where.");
        }

        @Override
        public int run(Terminal inner, String... command) {
            throw new AssertionError("nobody is to be asked");
        }
    }

    /** Stands for data that cannot be reached. */
    private static final class Broken implements CommandDispatcher {
        @Override
        public void requireDataLocation() {
            // the data is named
        }

        @Override
        public int run(Terminal inner, String... command) {
            inner.err().println("keyfob: The database is gone.");
            return ExitCode.FAILURE;
        }
    }
}
