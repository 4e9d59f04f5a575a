package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Debian's HAProxy with the documented Lua script, which waits longer here, as a busy machine needs it. */
@Tag("whole")
class HaproxyWholeTest extends ProxyStories {

    @Override
    String documentation() {
        return "haproxy.md";
    }

    @Override
    boolean hasRules() {
        return true;
    }

    @Override
    Process start(Path directory, List<String> documented) throws IOException {
        assertThat(documented.get(0)).contains("timeout = 1000 ");
        Path script = Files.writeString(
                directory.resolve("keyfob.lua"), documented.get(0).replace("timeout = 1000 ", "timeout = 60000 "));
        Path config = Files.writeString(
                directory.resolve("haproxy.cfg"),
                documented.get(1).replace("/etc/haproxy/keyfob.lua", script.toString()));
        return run(directory, installed("haproxy", "/usr/sbin/haproxy"), "-db", "-f", config.toString());
    }
}
