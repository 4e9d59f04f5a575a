package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.FreePort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Runs Maven, pip and curl against files behind nginx, configured as in docs/integrations/packages.md. */
@Tag("whole")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackagesWholeTest {

    private static final String PARENT = """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>com.example</groupId>
              <artifactId>parent</artifactId>
              <version>1</version>
              <packaging>pom</packaging>
            </project>
            """;
    private static final String CHILD = """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <parent>
                <groupId>com.example</groupId>
                <artifactId>parent</artifactId>
                <version>1</version>
                <relativePath/>
              </parent>
              <artifactId>child</artifactId>
              <packaging>pom</packaging>
            </project>
            """;

    private final Recipe recipe;
    private Path directory;
    private RunningDemo keyfob;
    private Process nginx;
    private int port;

    PackagesWholeTest() throws IOException {
        recipe = new Recipe("packages.md");
    }

    @BeforeAll
    void start(@TempDir Path shared) throws Exception {
        directory = shared;
        keyfob = new RunningDemo(
                directory,
                "--config",
                Files.writeString(
                                directory.resolve("keyfob.yaml"),
                                recipe.in("yaml").get(0))
                        .toString());
        port = FreePort.find();
        nginx = Nginx.start(
                directory,
                onPorts(recipe.in("nginx").get(0))
                        .replace("127.0.0.1:8080", "127.0.0.1:" + keyfob.port)
                        .replace("root /srv;", "root " + directory.resolve("srv") + ";"));
        Path packages = Files.createDirectories(directory.resolve("srv/packages"));
        Files.writeString(packages.resolve("hello.txt"), "hello\n");
        Path parent = Files.createDirectories(packages.resolve("maven/com/example/parent/1"));
        Files.writeString(parent.resolve("parent-1.pom"), PARENT);
        Path simple = Files.createDirectories(packages.resolve("simple/hello"));
        wheel(simple.resolve("hello-1-py3-none-any.whl"));
        ProxyStories.awaitOpen(directory, port);
    }

    private static void wheel(Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            add(zip, "hello.py", "print('hello')\n");
            add(zip, "hello-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: hello\nVersion: 1\n");
            add(zip, "hello-1.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
            add(zip, "hello-1.dist-info/RECORD", "");
        }
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    @AfterAll
    void stop() throws Exception {
        ProxyStories.end(nginx);
        keyfob.close();
    }

    @Test
    void curl_reads_its_token_from_a_file() throws Exception {
        String[] command = onPorts(recipe.in("bash").get(0).lines().findFirst().orElseThrow())
                .replace("curl", "curl -f")
                .split(" ");

        assertThat(with(keyfob.token()).run(directory, command)).isEqualTo("hello\n");
        assertThat(with("kfpat_wrong").tried(directory, command).text()).contains("401");
    }

    @Test
    void pip_downloads_with_the_same_file() throws Exception {
        ProxyStories.installed("python3-pip", "/usr/lib/python3/dist-packages/pip");
        String[] command = ("/usr/bin/python3 -m "
                        + onPorts(recipe.in("bash")
                                .get(0)
                                .lines()
                                .skip(1)
                                .findFirst()
                                .orElseThrow()))
                .split(" ");
        Path into = Files.createDirectories(directory.resolve("pip"));

        Client.Ended refused = with("kfpat_wrong").tried(into, command);
        with(keyfob.token()).run(into, command);

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.text()).contains("No matching distribution");
        assertThat(into.resolve("hello-1-py3-none-any.whl")).isRegularFile();
    }

    @Test
    void maven_builds_on_what_is_there() throws Exception {
        Path project = Files.createDirectories(directory.resolve("child"));
        Files.writeString(project.resolve("pom.xml"), CHILD);
        Path settings = Files.writeString(
                directory.resolve("settings.xml"), onPorts(recipe.in("xml").get(0)));
        String[] command = {
            "mvn",
            "-B",
            "-q",
            "-s",
            settings.toString(),
            "-Dmaven.repo.local=" + directory.resolve("repository"),
            "validate"
        };

        Client.Ended refused = with("kfpat_wrong").tried(project, command);
        Path again = Files.move(directory.resolve("repository"), directory.resolve("refused"));
        with(keyfob.token()).run(project, command);

        assertThat(refused.exit()).isNotZero();
        assertThat(again).exists();
        assertThat(directory.resolve("repository/com/example/parent/1/parent-1.pom"))
                .hasContent(PARENT);
    }

    private Client with(String token) throws IOException {
        Path home = Files.createTempDirectory(directory, "home");
        Path netrc = Files.writeString(
                home.resolve(".netrc"), recipe.in("netrc").get(0).replace("kfpat_...", token));
        Files.setPosixFilePermissions(netrc, PosixFilePermissions.fromString("rw-------"));
        return new Client(
                directory,
                Map.of(
                        "HOME",
                        home.toString(),
                        "NETRC",
                        netrc.toString(),
                        "KEYFOB_TOKEN",
                        token,
                        "PIP_CONFIG_FILE",
                        "/dev/null",
                        "PIP_FIND_LINKS",
                        "",
                        "PIP_DISABLE_PIP_VERSION_CHECK",
                        "1"));
    }

    private String onPorts(String text) {
        return text.replace("127.0.0.1:8000", "127.0.0.1:" + port);
    }
}
