package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.webhook.ConnectProxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in a network from which only a proxy leads outside. */
@Tag("whole")
class HttpsProxyWholeTest {

    @TempDir
    private Path directory;

    @Test
    void the_proxy_that_the_environment_names_is_asked_for_a_webhooks_host() throws Exception {
        String data = directory.resolve("data").toString();
        try (ConnectProxy proxy = ConnectProxy.thatRefuses();
                ServerProcess server = ServerProcess.start(
                        directory.resolve("log"),
                        List.of("env", "HTTPS_PROXY=http://127.0.0.1:" + proxy.port()),
                        "--data",
                        data,
                        "serve",
                        "--port",
                        "0")) {
            assertThat(server.isAlive()).isTrue();
            assertThat(run(
                            data,
                            "webhook",
                            "add",
                            "https://hooks.invalid/keyfob",
                            "--name",
                            "CI",
                            "--event",
                            "token.created"))
                    .contains("whsec_");
            String id = run(data, "webhook", "list", "-o", "csv")
                    .lines()
                    .skip(1)
                    .findFirst()
                    .orElseThrow()
                    .split(",")[0];

            String told = run(data, "webhook", "test", id);

            assertThat(told).contains("the proxy of HTTPS_PROXY answered HTTP 403");
            assertThat(proxy.asked).containsExactly("hooks.invalid:443");
        }
    }

    private static String run(String data, String... command) {
        Piped terminal = new Piped("");
        List<String> words = new ArrayList<>(List.of("--data", data));
        words.addAll(List.of(command));
        Main.run(terminal, Map.of(), words.toArray(String[]::new));
        terminal.err().flush();
        return terminal.out.toString() + terminal.err;
    }
}
