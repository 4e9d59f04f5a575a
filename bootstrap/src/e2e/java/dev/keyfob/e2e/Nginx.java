package dev.keyfob.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Debian's nginx, which writes all its files to a directory of the test. */
final class Nginx {

    private Nginx() {}

    /** {@code servers} is the content of {@code http}. */
    static Process start(Path directory, String servers) throws IOException {
        Path config = Files.writeString(
                directory.resolve("nginx.conf"),
                "daemon off;\nuser root;\nworker_processes 1;\npid " + directory + "/pid;\nerror_log " + directory
                        + "/error.log;\nevents {}\nhttp {\naccess_log off;\nclient_body_temp_path " + directory
                        + "/body;\nproxy_temp_path " + directory + "/proxy;\nfastcgi_temp_path " + directory
                        + "/fastcgi;\nuwsgi_temp_path " + directory + "/uwsgi;\nscgi_temp_path " + directory
                        + "/scgi;\n" + servers + "}\n");
        return ProxyStories.run(
                directory, ProxyStories.installed("nginx-light", "/usr/sbin/nginx"), "-c", config.toString());
    }
}
