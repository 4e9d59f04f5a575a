package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.fake.Eventually;
import dev.keyfob.application.fake.FreePort;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Runs git against repositories behind nginx, configured as in docs/integrations/git.md. */
@Tag("whole")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GitWholeTest {

    private Path directory;
    private RunningDemo keyfob;
    private Process fcgiwrap;
    private Process nginx;
    private Client git;
    private String url;
    private int printedAtStart;

    @BeforeAll
    void start(@TempDir Path shared) throws Exception {
        directory = shared;
        Recipe recipe = new Recipe("git.md");
        keyfob = new RunningDemo(
                directory,
                "--config",
                Files.writeString(
                                directory.resolve("keyfob.yaml"),
                                recipe.in("yaml").get(0))
                        .toString());
        printedAtStart = keyfob.text().length();
        int port = FreePort.find();
        Path socket = directory.resolve("fcgiwrap.socket");
        fcgiwrap = ProxyStories.run(
                directory, ProxyStories.installed("fcgiwrap", "/usr/sbin/fcgiwrap"), "-s", "unix:" + socket);
        Eventually.isTrue(() -> accepts(socket));
        Files.copy(Path.of("/etc/nginx/fastcgi_params"), directory.resolve("fastcgi_params"));
        nginx = Nginx.start(
                directory,
                recipe.in("nginx")
                        .get(0)
                        .replace("127.0.0.1:8080", "127.0.0.1:" + keyfob.port)
                        .replace("127.0.0.1:8000", "127.0.0.1:" + port)
                        .replace("/run/fcgiwrap.socket", socket.toString())
                        .replace("/srv/git", directory.resolve("srv").toString()));
        ProxyStories.awaitOpen(directory, port);
        url = "http://127.0.0.1:" + port + "/git/example.git";
        git = new Client(
                directory,
                Map.of("KEYFOB_TOKEN", keyfob.token(), "HOME", directory.toString(), "GIT_TERMINAL_PROMPT", "0"));
        publish();
        git.run(
                directory,
                "sh",
                "-c",
                recipe.in("bash").get(0).split("git clone")[0].replace("127.0.0.1:8000", "127.0.0.1:" + port));
    }

    private static boolean accepts(Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private void publish() throws Exception {
        Path first = Files.createDirectories(directory.resolve("first"));
        git.run(first, "git", "init", "-q", "-b", "main");
        git.run(first, "git", "config", "user.email", "alice@example.com");
        git.run(first, "git", "config", "user.name", "Alice");
        Files.writeString(first.resolve("hello.txt"), "hello\n");
        git.run(first, "git", "add", ".");
        git.run(first, "git", "commit", "-q", "-m", "Say hello");
        git.run(directory, "git", "clone", "-q", "--bare", "first", "srv/example.git");
    }

    @AfterAll
    void stop() throws Exception {
        ProxyStories.end(nginx);
        ProxyStories.end(fcgiwrap);
        keyfob.close();
    }

    @Test
    void it_clones_with_a_token_and_is_refused_a_push_in_words() throws Exception {
        git.run(directory, "git", "clone", "-q", url, "cloned");
        Path cloned = directory.resolve("cloned");
        assertThat(cloned.resolve("hello.txt")).hasContent("hello\n");
        Files.writeString(cloned.resolve("hello.txt"), "hello again\n");
        git.run(
                cloned,
                "git",
                "-c",
                "user.email=alice@example.com",
                "-c",
                "user.name=Alice",
                "commit",
                "-q",
                "-a",
                "-m",
                "Again");

        Client.Ended push = git.tried(cloned, "git", "push", "origin", "main");

        assertThat(push.exit()).isNotZero();
        assertThat(push.text()).contains("remote: Keyfob: Not allowed (recipe:deploy, role_bound).");
        assertThat(git.run(directory, "git", "--git-dir", "srv/example.git", "log", "--format=%s"))
                .isEqualTo("Say hello\n");
        assertThat(keyfob.text().substring(printedAtStart)).doesNotContain(keyfob.token());
    }

    @Test
    void a_wrong_token_and_none_clone_nothing() throws Exception {
        for (String wrong : List.of("", "kfpat_wrong", keyfob.token() + "0")) {
            Client stranger = new Client(
                    directory, Map.of("KEYFOB_TOKEN", wrong, "HOME", directory.toString(), "GIT_TERMINAL_PROMPT", "0"));

            Client.Ended clone = stranger.tried(directory, "git", "clone", "-q", url, "nothing");

            assertThat(clone.exit()).as(clone.text()).isNotZero();
            assertThat(clone.text()).contains("Authentication failed");
            assertThat(directory.resolve("nothing")).doesNotExist();
        }
    }
}
