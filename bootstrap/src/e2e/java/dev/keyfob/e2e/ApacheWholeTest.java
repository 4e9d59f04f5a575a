package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;

/** Debian's Apache with the documented Lua script, which waits longer here, as a busy machine needs it. */
@Tag("whole")
class ApacheWholeTest extends ProxyStories {

    private static final String MODULES = "/usr/lib/apache2/modules/";

    @Override
    String documentation() {
        return "apache.md";
    }

    @Override
    boolean hasRules() {
        return true;
    }

    @Override
    Process start(Path directory, List<String> documented) throws IOException {
        // Apache drops root privileges before it reads the script.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(documented.get(0)).contains("http.TIMEOUT = 2\n");
        Path script = Files.writeString(
                directory.resolve("keyfob.lua"),
                documented.get(0).replace("http.TIMEOUT = 2\n", "http.TIMEOUT = 60\n"));
        installed("lua-socket", "/usr/share/lua/5.1/socket.lua");
        String modules = Stream.of("mpm_event", "authz_core", "lua", "proxy", "proxy_http")
                .map(name -> "LoadModule " + name + "_module " + MODULES + "mod_" + name + ".so\n")
                .collect(Collectors.joining());
        Path config = Files.writeString(
                directory.resolve("apache.conf"),
                modules + "ServerRoot " + directory + "\nPidFile " + directory + "/pid\nErrorLog " + directory
                        + "/error.log\nServerName localhost\nListen 127.0.0.1:" + port()
                        + "\nUser www-data\nGroup www-data\n"
                        + documented.get(1).replace("/etc/apache2/keyfob.lua", script.toString()));
        return run(directory, installed("apache2", "/usr/sbin/apache2"), "-D", "FOREGROUND", "-f", config.toString());
    }
}
