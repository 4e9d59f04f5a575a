package dev.keyfob.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's nginx with {@code auth_request}. */
class NginxTest extends ProxyStories {
    @Override
    String documentation() {
        return "nginx.md";
    }

    @Override
    boolean hasRules() {
        return true;
    }

    /** The index of the documented server block to use. */
    int server() {
        return 0;
    }

    @Override
    Process start(Path directory, List<String> documented) throws IOException {
        Files.writeString(directory.resolve("keyfob_identity.conf"), documented.get(1));
        return Nginx.start(directory, documented.get(server()));
    }
}
