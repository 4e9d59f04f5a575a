package dev.keyfob.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's Caddy with {@code forward_auth}. */
class CaddyTest extends ProxyStories {
    @Override
    String documentation() {
        return "caddy.md";
    }

    @Override
    boolean hasRules() {
        return true;
    }

    @Override
    Process start(Path directory, List<String> documented) throws IOException {
        Path config = directory.resolve("Caddyfile");
        Files.writeString(config, "{\n\tadmin off\n}\n" + documented.get(hasRules() ? 0 : 1));
        return run(
                directory,
                installed("caddy", "/usr/bin/caddy"),
                "run",
                "--adapter",
                "caddyfile",
                "--config",
                config.toString());
    }
}
