package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.FreePort;
import dev.keyfob.web.ForeignTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Runs npm against a verdaccio registry behind Caddy, configured as in docs/integrations/packages.md. */
@Tag("whole")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NpmWholeTest {

    private static final String VERDACCIO = """
            storage: ./storage
            url_prefix: /npm/
            server:
              trustProxy: 127.0.0.1
            packages:
              '**':
                access: $all
                publish: $all
            log: {type: stdout, format: pretty, level: warn}
            """;

    private final Recipe recipe;
    private Path directory;
    private RunningDemo keyfob;
    private Process verdaccio;
    private Process caddy;
    private int port;

    NpmWholeTest() throws Exception {
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
                                recipe.in("yaml").get(1))
                        .toString());
        int registry = FreePort.find();
        port = FreePort.find();
        ForeignTool node = ForeignTool.in("verdaccio", Map.of())
                .withPackages(Map.of("verdaccio", "6.8.0"), Map.of("node-fetch", "2.7.0"));
        verdaccio = ProxyStories.run(
                directory,
                node.directory().resolve("node_modules/.bin/node").toString(),
                node.directory().resolve("node_modules/verdaccio/bin/verdaccio").toString(),
                "--config",
                Files.writeString(directory.resolve("verdaccio.yaml"), VERDACCIO)
                        .toString(),
                "--listen",
                "127.0.0.1:" + registry);
        ProxyStories.awaitOpen(directory, registry);
        publish(registry);
        Path config = Files.writeString(
                directory.resolve("Caddyfile"),
                "{\n\tadmin off\n}\n"
                        + recipe.in("caddy")
                                .get(0)
                                .replace("127.0.0.1:8080", "127.0.0.1:" + keyfob.port)
                                .replace("127.0.0.1:4873", "127.0.0.1:" + registry)
                                .replace("127.0.0.1:8000", "127.0.0.1:" + port));
        caddy = ProxyStories.run(
                directory,
                ProxyStories.installed("caddy", "/usr/bin/caddy"),
                "run",
                "--adapter",
                "caddyfile",
                "--config",
                config.toString());
        ProxyStories.awaitOpen(directory, port);
    }

    private void publish(int registry) throws Exception {
        Path hello = Files.createDirectories(directory.resolve("hello"));
        Files.writeString(hello.resolve("package.json"), "{\"name\":\"hello-from-keyfob\",\"version\":\"1.0.0\"}");
        Files.writeString(
                hello.resolve(".npmrc"),
                "registry=http://127.0.0.1:" + registry + "/\n//127.0.0.1:" + registry + "/:_authToken=anything\n");
        with("").run(hello, "npm", "publish");
    }

    @AfterAll
    void stop() throws Exception {
        ProxyStories.end(caddy);
        ProxyStories.end(verdaccio);
        keyfob.close();
    }

    @Test
    void it_installs_with_a_token_and_with_no_other() throws Exception {
        Path project = Files.createDirectories(directory.resolve("project"));
        Files.writeString(
                project.resolve("package.json"),
                "{\"private\":true,\"dependencies\":{\"hello-from-keyfob\":\"1.0.0\"}}");
        Files.writeString(
                project.resolve(".npmrc"), recipe.in("ini").get(0).replace("127.0.0.1:8000", "127.0.0.1:" + port));

        Client.Ended refused = with("kfpat_wrong").tried(project, "npm", "install");
        with(keyfob.token()).run(project, "npm", "install");

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.text()).contains("E401");
        assertThat(project.resolve("node_modules/hello-from-keyfob/package.json"))
                .isRegularFile();
    }

    private Client with(String token) throws Exception {
        return new Client(
                directory,
                Map.of(
                        "HOME",
                        Files.createTempDirectory(directory, "home").toString(),
                        "KEYFOB_TOKEN",
                        token,
                        "npm_config_audit",
                        "false",
                        "npm_config_fund",
                        "false",
                        "npm_config_update_notifier",
                        "false"));
    }
}
