package dev.keyfob.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's nginx: {@code auth_request}. */
class NginxTest extends ProxyStories {
    @Override
    String documentation() {
        return "nginx.md";
    }

    @Override
    boolean hasRules() {
        return true;
    }

    /** Which of the documented servers. */
    int server() {
        return 0;
    }

    @Override
    Process start(Path directory, List<String> documented) throws IOException {
        Path config = directory.resolve("nginx.conf");
        Files.writeString(directory.resolve("keyfob_identity.conf"), documented.get(1));
        Files.writeString(
                config,
                "daemon off;\nuser root;\nworker_processes 1;\npid " + directory + "/pid;\nerror_log " + directory
                        + "/error.log;\nevents {}\nhttp {\naccess_log off;\nclient_body_temp_path " + directory
                        + "/body;\nproxy_temp_path " + directory + "/proxy;\nfastcgi_temp_path " + directory
                        + "/fastcgi;\nuwsgi_temp_path " + directory + "/uwsgi;\nscgi_temp_path " + directory
                        + "/scgi;\n" + documented.get(server()) + "}\n");
        return run(directory, installed("nginx-light", "/usr/sbin/nginx"), "-c", config.toString());
    }
}
