package dev.keyfob.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Debian's HAProxy with the documented Lua script. */
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
        Path script = Files.writeString(directory.resolve("keyfob.lua"), documented.get(0));
        Path config = Files.writeString(
                directory.resolve("haproxy.cfg"),
                documented.get(1).replace("/etc/haproxy/keyfob.lua", script.toString()));
        return run(directory, installed("haproxy", "/usr/sbin/haproxy"), "-db", "-f", config.toString());
    }
}
