package dev.keyfob.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyfob.application.client.RegisteredClient;
import dev.keyfob.application.fake.InMemoryKeyfob;
import dev.keyfob.application.token.CreatedToken;
import dev.keyfob.cli.scan.PlantedRepository;
import dev.keyfob.domain.audit.AuditAction;
import dev.keyfob.domain.client.ClientName;
import dev.keyfob.domain.token.TokenFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files, real archives and real repositories, looked through by the command itself. */
class ScanTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final InMemoryKeyfob keyfob = new InMemoryKeyfob();
    private final List<String> planted = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private RecordingTerminal terminal = RecordingTerminal.piped("");
    private InputStream standardInput = InputStream.nullInputStream();
    private CommandRunner data = new Here();

    /** Commands are carried out on the fakes. */
    private final class Here implements CommandRunner {
        @Override
        public void requireNamed() {
            // it is here
        }

        @Override
        public int run(Terminal inner, String... command) {
            asked.add(String.join(" ", command) + " " + inner.readAll());
            return new Cli(() -> keyfob.useCases).run(inner, command);
        }
    }

    // The test of the issue: 100 planted, 100 look-alikes, and exactly 100 findings.
    @Test
    void a_history_with_a_hundred_planted_and_a_hundred_fake_ones_gives_a_hundred_findings() throws Exception {
        try (PlantedRepository repository = new PlantedRepository(folder)) {
            // Each version of one growing file has all that came before in it.
            for (int i = 0; i < 30; i++) {
                repository.append("config/app.env", "KEY_" + i + "=" + plant());
                repository.append("config/app.env", "FAKE_" + i + "=" + fake());
            }
            repository.pack();
            // What was taken out is in the history all the same.
            for (int i = 0; i < 20; i++) {
                repository.append("old" + i + ".txt", plant() + "\n" + fake());
                repository.remove("old" + i + ".txt");
            }
            // On a branch that was merged, on one that was not, and the same contents on both.
            repository.branch("feature");
            for (int i = 0; i < 10; i++) {
                repository.append("feature.txt", "token: '" + plant() + "' # " + fake());
            }
            repository.branch("never-merged");
            for (int i = 0; i < 10; i++) {
                repository.append("draft.txt", plant() + fake());
            }
            repository.checkout("main");
            repository.append("README.md", "On with it.");
            repository.merge("feature");
            repository.pack();
            repository.move("feature.txt", "moved.txt");
            for (int i = 0; i < 10; i++) {
                repository.commit("Retry with " + plant() + ", not " + fake());
            }
            for (int i = 0; i < 5; i++) {
                repository.tag("v" + i, "Released with " + plant() + " and " + fake());
            }
            repository.write(
                    "bundle.zip",
                    PlantedRepository.zip(Map.of(
                            "a.txt", (plant() + fake()).getBytes(StandardCharsets.UTF_8),
                            "inner.zip",
                                    PlantedRepository.zip(
                                            Map.of("b.txt", (plant() + fake()).getBytes(StandardCharsets.UTF_8))))));
            repository.remove("bundle.zip");
            // Not committed at all.
            for (int i = 0; i < 13; i++) {
                Files.writeString(folder.resolve("notes" + i), plant() + " " + fake());
            }
        }
        assertThat(planted).hasSize(100);

        assertThat(scan(folder.toString(), "-o", "json")).isEqualTo(ExitCode.FINDINGS);

        JsonNode findings = JSON.readTree(terminal.printed());
        assertThat(findings.size()).isEqualTo(100);
        assertThat(findings.findValuesAsText("state")).containsOnly("active");
        assertThat(new HashSet<>(findings.findValuesAsText("token_id"))).hasSize(100);
        assertNoSecret();
    }

    @Test
    void a_finding_in_the_history_names_the_commit_that_brought_the_token_in() throws Exception {
        String first;
        try (PlantedRepository repository = new PlantedRepository(folder)) {
            repository.append("README.md", "Hello");
            first = repository.append("app.env", "\n  KEY=" + plant());
            repository.append("app.env", "MORE=1");
            repository.branch("other");
            repository.checkout("main");
            repository.remove("app.env");
        }

        scan(folder.toString());
        assertThat(terminal.printed()).containsPattern(first.substring(0, 10) + ":app\\.env +2 +7 +kfpat_…");
        scan(folder.toString(), "-o", "csv");
        assertThat(terminal.printed()).contains("," + first + ",app.env,2,7,kfpat_…");
    }

    @Test
    void a_token_that_still_stands_in_the_working_file_is_one_finding_there() throws Exception {
        try (PlantedRepository repository = new PlantedRepository(folder)) {
            repository.append("app.env", "KEY=" + plant());
        }

        assertThat(scan(folder.toString(), "-o", "json")).isEqualTo(ExitCode.FINDINGS);

        JsonNode findings = JSON.readTree(terminal.printed());
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).get("commit").isNull()).isTrue();
        assertThat(findings.get(0).get("path").asText())
                .isEqualTo(folder.resolve("app.env").toString());
    }

    @Test
    void without_history_the_files_alone_are_looked_at() throws Exception {
        try (PlantedRepository repository = new PlantedRepository(folder)) {
            repository.append("app.env", "KEY=" + plant());
            repository.remove("app.env");
        }

        assertThat(scan("--no-history", folder.toString())).isZero();
        assertThat(terminal.complained()).contains("No token was found.");
        assertThat(scan(folder.toString())).isEqualTo(ExitCode.FINDINGS);
    }

    @Test
    void repositories_further_down_bare_ones_and_their_settings_are_looked_at() throws Exception {
        try (PlantedRepository repository = new PlantedRepository(Files.createDirectories(folder.resolve("a/b")))) {
            repository.append("app.env", "KEY=" + plant());
            repository.remove("app.env");
        }
        Files.writeString(
                folder.resolve("a/b/.git/config"),
                "[remote \"origin\"]\n\turl = https://x:" + plant() + "@example.com/\n",
                StandardOpenOption.APPEND);
        copy(folder.resolve("a/b/.git"), folder.resolve("bare.git"));

        scan(folder.toString(), "-o", "json");

        JsonNode findings = JSON.readTree(terminal.printed());
        assertThat(findings.findValuesAsText("path"))
                .containsExactlyInAnyOrder(
                        folder.resolve("a/b/.git/config").toString(),
                        folder.resolve("bare.git/config").toString(),
                        "app.env",
                        "app.env");
        assertThat(findings.findValuesAsText("repository"))
                .contains(
                        folder.resolve("a/b").toString(),
                        folder.resolve("bare.git").toString());
    }

    @Test
    void archives_are_looked_through_to_some_depth() throws Exception {
        byte[] text = ("key: " + plant() + "\n").getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("a.zip"), PlantedRepository.zip(Map.of("x/y.txt", text)));
        Files.write(folder.resolve("b.log.gz"), gzip(text));
        Files.write(folder.resolve("c.tar"), tar("some/long.txt", text));
        Files.write(folder.resolve("d.tgz"), gzip(tar("e.jar", PlantedRepository.zip(Map.of("f.properties", text)))));

        scan(folder.toString(), "-o", "json");

        assertThat(JSON.readTree(terminal.printed()).findValuesAsText("path"))
                .containsExactlyInAnyOrder(
                        folder.resolve("a.zip") + "!x/y.txt",
                        folder.resolve("b.log.gz").toString(),
                        folder.resolve("c.tar") + "!some/long.txt",
                        folder.resolve("d.tgz") + "!e.jar!f.properties");
    }

    // An executable jar is one. The mark of a zip alone, as programs that unpack have it in them, is none.
    @Test
    void an_archive_behind_a_script_or_a_program_is_looked_through() throws Exception {
        byte[] text = ("key: " + plant() + "\n").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        jar.writeBytes("#!/bin/sh\nexec java -jar \"$0\"\nPK\3\4 PK PPK\3\4\0\n".getBytes(StandardCharsets.US_ASCII));
        jar.writeBytes(new byte[64 * 1024 - jar.size() - 2]);
        jar.writeBytes(PlantedRepository.zip(Map.of("a.properties", text)));
        Files.write(folder.resolve("run.jar"), jar.toByteArray());
        Files.write(folder.resolve("out.gz"), gzip(jar.toByteArray()));
        Files.writeString(folder.resolve("marks.bin"), "see PK\3\4 " + plant() + " PK\3\4\0\0");

        scan(folder.toString(), "-o", "json");

        assertThat(JSON.readTree(terminal.printed()).findValuesAsText("path"))
                .containsExactlyInAnyOrder(
                        folder.resolve("run.jar") + "!a.properties",
                        folder.resolve("out.gz") + "!a.properties",
                        folder.resolve("marks.bin").toString());
        assertThat(terminal.complained()).doesNotContain("run.jar is", "out.gz is");
    }

    @Test
    void the_secret_of_an_api_client_is_told_by_its_name_and_is_not_revoked() throws Exception {
        RegisteredClient client =
                keyfob.useCases.clients.addClient.add(keyfob.operator, ClientName.parse("orders-api"));
        Files.writeString(folder.resolve("app.env"), "SECRET=" + client.secret().reveal());

        assertThat(scan(folder.toString(), "--revoke", "--known", "-o", "json")).isEqualTo(ExitCode.FINDINGS);
        JsonNode finding = JSON.readTree(terminal.printed()).get(0);
        String told = terminal.complained();
        scan(folder.toString());
        String table = terminal.printed();
        scan(folder.toString(), "-o", "sarif");
        String sarif = terminal.printed();
        keyfob.useCases.clients.rotateClient.rotate(keyfob.operator, ClientName.parse("orders-api"));
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
    void an_archive_that_unpacks_without_end_is_given_up_and_the_rest_is_looked_at() throws Exception {
        Files.write(folder.resolve("bomb.gz"), gzip(zeros(1200)));
        Files.writeString(folder.resolve("later.txt"), plant());

        assertThat(scan(folder.toString())).isEqualTo(ExitCode.FINDINGS);

        assertThat(terminal.complained()).contains("bomb.gz unpacks to far more than it should");
        assertThat(terminal.printed()).contains("later.txt");
    }

    @Test
    void an_archive_that_is_damaged_is_told() throws Exception {
        byte[] whole = PlantedRepository.zip(Map.of("a.txt", new byte[10_000]));
        Files.write(folder.resolve("half.zip"), Arrays.copyOf(whole, whole.length / 2));

        assertThat(scan(folder.toString())).isZero();
        assertThat(terminal.complained()).contains("half.zip is damaged");
    }

    @Test
    void standard_input_is_looked_through_like_a_file() throws Exception {
        standardInput = stream("one\ntwo " + plant() + "\n" + fake());

        assertThat(scan("-", "-o", "csv")).isEqualTo(ExitCode.FINDINGS);

        assertThat(terminal.printed()).contains(",(standard input),2,5,kfpat_…").contains("alice@example.com");
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

        assertThat(scan(folder.toString())).isEqualTo(ExitCode.FAILURE);
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

    @Test
    void links_are_not_followed_unless_they_are_what_was_named() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("a.txt"), plant());
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Files.createSymbolicLink(inside.resolve("folder"), outside);
        Files.createSymbolicLink(inside.resolve("file"), outside.resolve("a.txt"));

        assertThat(scan(inside.toString())).isZero();
        assertThat(scan(inside.resolve("folder").toString())).isEqualTo(ExitCode.FINDINGS);
        assertThat(scan(inside.resolve("file").toString())).isEqualTo(ExitCode.FINDINGS);
    }

    @Test
    void a_path_named_twice_or_within_another_counts_once() throws Exception {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/b.txt"), plant());

        scan(
                folder.toString(),
                folder.resolve("a").toString(),
                folder.resolve("a/b.txt").toString(),
                "-o",
                "json");

        assertThat(JSON.readTree(terminal.printed())).hasSize(1);
    }

    @Test
    void a_secret_in_the_name_of_a_file_is_not_printed() throws Exception {
        String secret = plant();
        Files.writeString(folder.resolve("backup-" + secret + ".txt"), secret);
        for (String format : List.of("table", "json", "csv", "sarif")) {
            scan(folder.toString(), "-o", format);
            assertThat(terminal.printed()).contains("kfpat_");
            assertNoSecret();
        }
        scan(folder.resolve(secret).toString());
        assertThat(terminal.complained()).startsWith("keyfob: There is no file or folder");
        assertNoSecret();
    }

    @Test
    void mistakes_are_told_before_anything_is_looked_at() {
        assertThat(scan()).isEqualTo(ExitCode.USAGE);
        assertThat(scan(folder.resolve("nothing").toString())).isEqualTo(ExitCode.USAGE);
        assertThat(scan("--no-lookup", "--revoke", folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(scan("--no-lookup", "--known", folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(scan("-o", "xml", folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(scan("--help")).isZero();
    }

    @Test
    void where_nothing_at_all_can_be_read_it_fails() {
        standardInput = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("a broken pipe");
            }
        };

        assertThat(scan("-")).isEqualTo(ExitCode.FAILURE);
        assertThat(terminal.complained()).contains("(standard input) cannot be read.");
    }

    // What says that all is well must have looked at all of it.
    @Test
    void a_history_that_is_not_whole_or_cannot_be_read_is_no_success() throws Exception {
        try (PlantedRepository repository = new PlantedRepository(folder)) {
            repository.append("README.md", "Hello");
        }
        assertThat(scan(folder.toString())).isZero();
        Files.writeString(
                folder.resolve(".git/config"), "[extensions]\n\tobjectformat = sha256\n", StandardOpenOption.APPEND);

        assertThat(scan(folder.toString())).isEqualTo(ExitCode.FAILURE);
        assertThat(terminal.complained()).contains("The history of the repository", "Not all could be looked at");
        assertThat(scan("--no-history", folder.toString())).isZero();
    }

    @Test
    void a_repository_that_is_broken_is_told_and_its_files_are_looked_at() throws Exception {
        try (PlantedRepository repository = new PlantedRepository(folder)) {
            repository.append("app.env", "KEY=" + plant());
        }
        try (Stream<Path> objects = Files.walk(folder.resolve(".git/objects"))) {
            for (Path object : objects.filter(Files::isRegularFile).toList()) {
                Files.delete(object);
            }
        }

        assertThat(scan(folder.toString())).isEqualTo(ExitCode.FINDINGS);

        assertThat(terminal.complained()).contains("lacks", "history");
        assertThat(terminal.printed()).contains("app.env");
    }

    @Test
    void a_scan_leaves_the_repository_as_it_was() throws Exception {
        try (PlantedRepository repository = new PlantedRepository(folder)) {
            repository.append("app.env", "KEY=" + plant());
            repository.pack();
        }
        List<String> before = listing();

        scan(folder.toString());

        assertThat(listing()).isEqualTo(before);
    }

    @Test
    void a_bar_shows_at_a_terminal_and_nowhere_else() throws Exception {
        try (PlantedRepository repository = new PlantedRepository(folder)) {
            repository.append("app.env", "KEY=" + plant() + "x".repeat(10_000));
        }

        terminal = RecordingTerminal.answering();
        assertThat(cli().run(terminal, "scan", folder.toString())).isEqualTo(ExitCode.FINDINGS);
        assertThat(terminal.complained()).contains("[##############################] ", " KB", "1 of 1 commits");
        assertThat(terminal.printed()).doesNotContain("#");
        scan(folder.toString());
        assertThat(terminal.complained()).doesNotContain("#");
    }

    // SARIF 2.1.0: what the schema requires, and what code-scanning services ask for beyond it.
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

    /** A data side that nobody named. */
    private static final class Nowhere implements CommandRunner {
        @Override
        public void requireNamed() {
            throw new CommandFailed("Say where.");
        }

        @Override
        public int run(Terminal inner, String... command) {
            throw new AssertionError("nobody is to be asked");
        }
    }

    /** A data side that cannot answer. */
    private static final class Broken implements CommandRunner {
        @Override
        public void requireNamed() {
            // it is named
        }

        @Override
        public int run(Terminal inner, String... command) {
            inner.err().println("keyfob: The database is gone.");
            return ExitCode.FAILURE;
        }
    }

    private int scan(String... args) {
        terminal = RecordingTerminal.piped("");
        return cli().run(
                        terminal,
                        Stream.concat(Stream.of("scan"), Stream.of(args)).toArray(String[]::new));
    }

    private Cli cli() {
        // The terminal is the one that the command is given with.
        Terminal present = terminal;
        return new Cli(() -> keyfob.useCases, new ScanCommand(data, present, standardInput));
    }

    private String plant() {
        String secret = keyfob.tokenOf(keyfob.alice, "Planted " + planted.size())
                .secret()
                .reveal();
        planted.add(secret);
        return secret;
    }

    /** Like a token in everything but the checksum. */
    private String fake() {
        String real = keyfob.rules.format().generate(keyfob.random).reveal();
        char last = real.charAt(real.length() - 1);
        return real.substring(0, real.length() - 1) + (last == 'x' ? 'y' : 'x');
    }

    private void assertNoSecret() {
        for (String secret : planted) {
            assertThat(terminal.printed() + terminal.complained()).doesNotContain(secret);
            assertThat(terminal.printed()).doesNotContain(secret.substring(6, 38));
            assertThat(asked).noneMatch(question -> question.contains(secret));
        }
    }

    private List<String> listing() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<String> lines = new ArrayList<>();
            for (Path path : all.sorted().toList()) {
                lines.add(path + " " + Files.size(path) + " " + Files.getLastModifiedTime(path));
            }
            return lines;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.sorted(Comparator.naturalOrder()).toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    /** So many megabytes of nothing, which gzip makes a thousand times smaller: the same piece again and again. */
    private static byte[] zeros(int megabytes) throws IOException {
        byte[] piece = gzip(new byte[1 << 20]);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int i = 0; i < megabytes; i++) {
            packed.writeBytes(piece);
        }
        return packed.toByteArray();
    }

    /** One file as POSIX writes it: a header of 512 bytes, the content, and zeros to the next 512. */
    private static byte[] tar(String name, byte[] content) {
        byte[] archive = new byte[512 + (content.length + 511) / 512 * 512 + 1024];
        put(archive, 0, name);
        put(archive, 124, "%011o".formatted(content.length));
        archive[156] = '0';
        put(archive, 257, "ustar");
        System.arraycopy(content, 0, archive, 512, content.length);
        return archive;
    }

    private static void put(byte[] archive, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, archive, at, bytes.length);
    }
}
