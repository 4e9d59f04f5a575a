package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every command line in the README and the docs with a shell, as printed and in order, on data with the
 * administrator, alice and bob. New command lines are included automatically. A command line that cannot run here is
 * listed with the reason. Small tables list the preparations that a page needs, and the parts that must be replaced.
 */
@Tag("whole")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class CommandsInDocsWholeTest {

    private static final Path ROOT = Path.of("..");

    /** The beginnings of command lines, in blocks that also contain output, settings and programs. */
    private static final Pattern COMMAND = Pattern.compile(
            "^(\\$?keyfob |keyfob=|export |java |curl |mvn |git |install |head |createuser |createdb |apt-get |docker"
                    + " |systemctl |kubectl |bench=).*",
            Pattern.DOTALL);

    private static final String NEEDS_POSTGRES = "it needs a PostgreSQL server: NodesTest and BackupTest have one";
    private static final String NEEDS_RECEIVER = "it needs a receiver on the internet: WebhookStories have one here";
    private static final String IS_A_FORM = "it is the form of a command, not one";
    private static final String IS_A_BENCHMARK = "it builds and measures for an hour";
    private static final String IS_PACKAGED = "it needs the package: .ci/deb installs it";
    private static final String IS_INSTALLED = "it names the place of an installation";

    private static final Map<String, String> CANNOT_RUN = Map.ofEntries(
            Map.entry("mvn verify", "this test is a part of it"),
            Map.entry("keyfob mail test admin@example.com", "it needs a mail server: MailStoryTest has one"),
            Map.entry(
                    "java -javaagent:opentelemetry-javaagent.jar -Dotel.service.name=keyfob -jar keyfob.jar"
                            + " --data DIR serve",
                    "it needs OpenTelemetry's agent"),
            Map.entry(
                    "keyfob --db \"jdbc:postgresql://db-1,db-2/keyfob?targetServerType=primary\" serve",
                    "it needs two PostgreSQL servers: FailoverWholeTest has them"),
            Map.entry("java -jar bootstrap/target/keyfob.jar [--data DIR | --db URL] COMMAND", IS_A_FORM),
            Map.entry(
                    "keyfob audit export --format jsonl|csv|cef [--since TIME] [--until TIME] [--output FILE]",
                    IS_A_FORM),
            Map.entry("kubectl logs deploy/orders | $keyfob scan -", "it needs a cluster"),
            Map.entry(
                    "keyfob --db URL db export - | age -r age1... > keyfob.backup.age",
                    "it needs age, and " + NEEDS_POSTGRES),
            Map.entry(
                    "java -jar /opt/keyfob/keyfob.jar --data /var/lib/keyfob db export"
                            + " \"/var/backups/keyfob/$(date +%F).backup\" --force",
                    IS_INSTALLED),
            Map.entry("apt-get install ./keyfob_VERSION_all.deb", IS_PACKAGED),
            Map.entry("createdb --owner keyfob keyfob", NEEDS_POSTGRES),
            Map.entry("keyfob --db jdbc:postgresql://host/keyfob db import move.backup", NEEDS_POSTGRES),
            Map.entry("keyfob --db jdbc:postgresql://host/keyfob serve", NEEDS_POSTGRES),
            Map.entry("createuser keyfob --pwprompt && createdb --owner keyfob keyfob", NEEDS_POSTGRES),
            Map.entry("install -m 600 /dev/stdin password.txt   # paste the password, then Ctrl+D", NEEDS_POSTGRES),
            Map.entry("export KEYFOB_DATABASE_USER=keyfob KEYFOB_DATABASE_PASSWORD_FILE=password.txt", NEEDS_POSTGRES),
            Map.entry(
                    "keyfob=\"java -jar bootstrap/target/keyfob.jar --db jdbc:postgresql://localhost/keyfob\"",
                    NEEDS_POSTGRES),
            Map.entry("$keyfob user add admin@example.com --role admin", NEEDS_POSTGRES),
            Map.entry("$keyfob serve --public-url https://keyfob.example.com", NEEDS_POSTGRES),
            Map.entry("apt-get install wrk                                    # the load", IS_A_BENCHMARK),
            Map.entry("mvn -q -Pbench package -DskipTests", IS_A_BENCHMARK),
            Map.entry(
                    "mvn test -pl bootstrap -am -Dtest=LighthouseWholeTest -DexcludedGroups="
                            + " -Dsurefire.failIfNoSpecifiedTests=false",
                    IS_A_BENCHMARK),
            Map.entry(
                    "bench='java -cp bootstrap/target/test-classes:bootstrap/target/keyfob.jar:bootstrap/target/bench/*"
                            + " dev.keyfob.bench.Main'",
                    IS_A_BENCHMARK),
            Map.entry(
                    "$keyfob webhook add https://hooks.example.com/keyfob --name Billing --event token.revoked"
                            + " --event token.reused > webhook.txt",
                    NEEDS_RECEIVER),
            Map.entry(
                    "git config --global credential.http://127.0.0.1:8000.helper \\\n"
                            + "  '!keyfob() { test \"$1\" = get"
                            + " && printf \"username=token\\npassword=%s\\n\" \"$KEYFOB_TOKEN\"; }; keyfob'\n"
                            + "git clone http://127.0.0.1:8000/git/example.git\n",
                    "GitWholeTest runs it"),
            Map.entry(
                    "curl -sS --netrc http://127.0.0.1:8000/packages/hello.txt\n"
                            + "pip download --no-input --no-deps"
                            + " --index-url http://127.0.0.1:8000/packages/simple/ hello\n",
                    "PackagesWholeTest runs it"),
            Map.entry("$keyfob webhook test ID", NEEDS_RECEIVER));

    /** Replacements in command lines, for what a reader has and this test does not. */
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("mvn -q -Dquick package && java", "java"),
            Map.entry("localhost:8080", "localhost:$KEYFOB_SERVER_PORT"),
            Map.entry(" ID", " $(id)"),
            Map.entry("/var/lib/keyfob", "IMPORTED"),
            Map.entry("/srv/git", "src"));

    /** The ends of commands that ask a question at a terminal. There is none here, so the test adds {@code --yes}. */
    private static final Set<String> ASK = Set.of(
            "policy set longest_life=90d no_expiration=off",
            "policy set creation=off",
            "token revoke --all",
            "--signed-off-by admin@example.com");

    /** The settings file that the README prints, with the permissions that the other pages use. */
    private static final String SETTINGS = """
            printf '%s\\n' permissions: '  report:view: everyone' '  report:delete: role:admin' \
                '  recipe:view: everyone' '  recipe:run: everyone' '  recipe:deploy: role:admin' > keyfob.yaml""";

    /** Commands to run before each line with that beginning. */
    private static final Map<String, String> BEFORE = Map.ofEntries(
            Map.entry("keyfob --data IMPORTED db import", "cp FILE 2026-11-26.backup"),
            Map.entry(
                    "keyfob --data NEW audit verify",
                    "keyfob --data DIR audit export --format jsonl --output audit.jsonl"
                            + " && keyfob --data NEW db import FILE"),
            Map.entry("keyfob --data OLD audit list", "cp -r DIR OLD"),
            Map.entry("keyfob --data NEW token revoke", "id() { keyfob --data NEW token list -o csv | newest; }"),
            Map.entry(
                    "curl http://localhost",
                    "KEYFOB_TOKEN=$(keyfob --data DIR token create --owner bob@example.com --name Laptop --quiet)"),
            Map.entry("export KEYFOB_CONFIG=keyfob.yaml", SETTINGS),
            Map.entry("curl -s", "server"),
            Map.entry(
                    "curl -s \"$KEYFOB_URL/api/v1/tokens/self/rotate", "keyfob policy set self_rotation=on && server"),
            Map.entry("export KEYFOB_URL", "server"));

    /** The expected exit codes other than 0, of each line with that beginning. */
    private static final Map<String, Integer> EXITS = Map.of(
            "$keyfob scan ~/src/orders", 10,
            "$keyfob scan --revoke", 10,
            // The exported log has newer records than the backup, which is what the command reports.
            "keyfob --data NEW audit verify", 4);

    private static final String PASSWORD = "four words make sense";

    /** {@code id} prints the id of a token, {@code server} starts a server if none runs, {@code ready} waits for it. */
    private static final String SHELL = """
            set -u
            KEYFOB_TOKEN=
            export PATH="$PWD/bin:$PATH" HOME="$PWD"
            newest() { sed -n 2p | cut -d, -f1; }
            id() { keyfob --data DIR token list --state active -o csv | newest; }
            ready() {
                for i in $(seq 3000); do
                    /usr/bin/curl -sf "http://localhost:$KEYFOB_SERVER_PORT/health/ready" > /dev/null && return
                    sleep 0.1
                done
                echo "the server did not start"; exit 98
            }
            serving=
            stop() { [ -z "$serving" ] || { kill "$serving"; wait "$serving"; serving=; } }
            server() { [ -n "$serving" ] || { keyfob serve > serve.log 2>&1 & serving=$!; ready; } }
            trap stop EXIT
            """;

    private static final String DATA = SETTINGS + """

            export KEYFOB_CONFIG=$PWD/keyfob.yaml
            export KEYFOB_DATA_DIRECTORY=DIR
            for user in "admin@example.com --role admin" alice@example.com bob@example.com; do
                keyfob user add $user < password
            done
            mkdir -p src/orders
            export KEYFOB_TOKEN=$(keyfob token create --owner alice@example.com --name Laptop --quiet < /dev/null)
            TOKEN=$KEYFOB_TOKEN
            keyfob token create --owner alice@example.com --name CI --quiet > src/orders/app.env
            echo "$KEYFOB_TOKEN" > token.txt
            { read -r CLIENT_ID; read -r CLIENT_SECRET; } < <(keyfob client add my-script)
            declare -p KEYFOB_TOKEN TOKEN CLIENT_ID CLIENT_SECRET > given
            echo 'export KEYFOB_DATA_DIRECTORY=DIR keyfob=keyfob' >> given
            echo 'KEYFOB_URL=http://localhost:$KEYFOB_SERVER_PORT; git init -q .' >> given
            echo 'export KEYFOB_CONFIG=$PWD/keyfob.yaml' >> given
            """;

    private static final String BEGINS_WITH_NOTHING = "README.md";

    @TempDir
    private static Path prepared;

    @TempDir
    private Path directory;

    /** A command line, or a block of shell, on a page. */
    private record Printed(String page, int line, String text) {}

    static Stream<String> pages() throws IOException {
        return commands().keySet().stream();
    }

    @BeforeAll
    static void data_as_a_reader_of_the_docs_has_it() throws Exception {
        prepare(prepared);

        assertThat(run(prepared, SHELL + DATA))
                .as(() -> text(prepared.resolve("told")))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_command_line_runs_as_printed(String page) throws Exception {
        StringBuilder story = new StringBuilder(SHELL);
        if (!page.equals(BEGINS_WITH_NOTHING)) {
            story.append("cp -r '" + prepared + "'/{DIR,src,token.txt,given,keyfob.yaml} . && . ./given\n");
        }
        for (Printed printed : commands().get(page)) {
            if (!CANNOT_RUN.containsKey(printed.text())) {
                story.append(step(printed));
            }
        }

        prepare(directory);
        int exit = run(directory, story.toString());

        assertThat(exit)
                .as(() -> page + ":\n" + text(directory.resolve("told")))
                .isZero();
    }

    @Test
    void what_cannot_run_is_still_printed() throws IOException {
        Set<String> printed = commands().values().stream()
                .flatMap(List::stream)
                .map(Printed::text)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(printed).containsAll(CANNOT_RUN.keySet());
        assertThat(Stream.of(INSTEAD.keySet(), ASK).flatMap(Set::stream))
                .allSatisfy(each -> assertThat(printed).as(each).anyMatch(text -> text.contains(each)));
    }

    private static String step(Printed printed) {
        // "ID..." stands for one or more ids, so one is enough.
        String command = printed.text().replace("ID...", "ID");
        for (Map.Entry<String, String> each : INSTEAD.entrySet()) {
            command = command.replaceAll(
                    Pattern.quote(each.getKey()) + "(?![A-Za-z])", Matcher.quoteReplacement(each.getValue()));
        }
        String line = ASK.stream().anyMatch(command::endsWith) ? command + " --yes" : command;
        String before = BEFORE.entrySet().stream()
                .filter(each -> line.startsWith(each.getKey()))
                .max(Comparator.comparing(each -> each.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(":");
        int exit = EXITS.entrySet().stream()
                .filter(each -> line.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(0);
        String place = printed.page() + ":" + printed.line();
        if (Pattern.compile("\\b(serve|demo)\\b(?!s)").matcher(line).find() && !line.contains("curl")) {
            return "echo '== " + place + "'; stop\n" + line + " > serve.log 2>&1 &\nserving=$!; ready\n";
        }
        return "echo '== " + place + "'; exit=0\n" + before + "\n{\n" + line + "\n} < "
                + (line.contains("read -rs") ? "token.txt" : line.contains("user add") ? "password" : "/dev/null")
                + " || exit=$?\n[ $exit = " + exit + " ] || { echo \"It ended with $exit, not " + exit
                + "\"; cat serve.log 2> /dev/null; exit 99; }\n";
    }

    private static int run(Path directory, String story) throws Exception {
        Files.writeString(directory.resolve("story.sh"), story);
        ProcessBuilder shell = new ProcessBuilder("bash", "story.sh")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("told").toFile());
        shell.environment().keySet().removeIf(name -> name.startsWith("KEYFOB_"));
        shell.environment().put("KEYFOB_SERVER_PORT", Integer.toString(FreePort.find()));
        Process process = shell.start();
        return process.waitFor();
    }

    /** Creates a java command that runs the classes of this build, and a curl command that fails on an error status. */
    private static void prepare(Path directory) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        String java = OwnJava.keyfob().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        script(bin.resolve("java"), "case $1$2 in -jar*keyfob.jar) shift 2; exec " + java + " \"$@\" ;; esac\nexit 97");
        script(bin.resolve("keyfob"), "exec java -jar keyfob.jar \"$@\"");
        script(bin.resolve("curl"), "exec /usr/bin/curl --fail-with-body \"$@\"");
        script(bin.resolve("uuidgen"), "cat /proc/sys/kernel/random/uuid");
        Files.writeString(directory.resolve("password"), PASSWORD + "\n");
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Map<String, List<Printed>> commands() throws IOException {
        Map<String, List<Printed>> commands = new LinkedHashMap<>();
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> all = Files.walk(ROOT.resolve("docs"))) {
            all.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        for (Path page : pages) {
            List<Printed> found = read(ROOT.relativize(page).toString(), Files.readAllLines(page));
            if (!found.isEmpty()) {
                commands.put(ROOT.relativize(page).toString(), found);
            }
        }
        return commands;
    }

    /**
     * Returns whole fenced blocks of shell, and from indented blocks the command lines with their continuation lines.
     */
    private static List<Printed> read(String page, List<String> lines) {
        List<Printed> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int number = i + 1;
            if (line.startsWith("```")) {
                StringBuilder block = new StringBuilder();
                for (i++; !lines.get(i).startsWith("```"); i++) {
                    block.append(lines.get(i)).append('\n');
                }
                if (line.equals("```bash") || line.equals("```sh")) {
                    found.add(new Printed(page, number, block.toString()));
                }
            } else if (line.startsWith("    ") && COMMAND.matcher(line.strip()).matches()) {
                StringBuilder command = new StringBuilder(line.strip());
                while (lines.get(i).endsWith("\\")) {
                    i++;
                    command.append('\n').append(lines.get(i).strip());
                }
                found.add(new Printed(page, number, command.toString()));
            }
        }
        return found;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
