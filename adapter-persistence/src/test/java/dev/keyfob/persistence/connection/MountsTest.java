package dev.keyfob.persistence.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountsTest {

    /**
     * Mounts as Linux lists them: a disk, directories and a file of it that are mounted read-only, and other mounts
     * within and over them.
     */
    private static final List<String> MOUNTED = List.of(
            "24 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard",
            "30 24 0:5 / /dev rw,nosuid - devtmpfs none rw,size=1k",
            "89 24 254:0 /srv/dir /run/secrets ro,relatime shared:1 - ext4 /dev/vda rw,discard",
            "90 24 254:0 /srv/one /etc/keyfob/one ro,relatime - ext4 /dev/vda rw,discard",
            "91 89 0:40 / /run/secrets/scratch rw,relatime - tmpfs none rw",
            "92 24 0:41 / /run/whole rw,relatime - tmpfs none ro,size=4k",
            "93 24 254:0 /x /mnt/a\\040b\\134c ro - ext4 /dev/vda rw",
            "94 24 254:0 /x /mnt/Büro ro - ext4 /dev/vda rw".replace("ü", "\u00c3\u00bc"),
            "95 24 0:42 / /mnt/covered ro - tmpfs none rw",
            "96 95 0:43 / /mnt/covered rw - tmpfs none rw,errors=remount-ro");

    @ParameterizedTest
    @CsvSource({
        "/etc/keyfob/secret, false",
        "/run/secrets/oidc/secret, true",
        "/run/secrets, true",
        "/run/secrets2/secret, false",
        "/run/secrets/scratch/secret, false",
        "/etc/keyfob/one, true",
        "/run/whole/secret, true",
        "/mnt/a b\\c/secret, true",
        "/mnt/Büro/secret, true",
        "/mnt/covered/secret, false",
    })
    void the_innermost_mount_says_whether_a_file_could_be_changed(Path file, boolean isReadOnly) {
        assertThat(Mounts.isReadOnly(file, MOUNTED)).isEqualTo(isReadOnly);
    }

    @Test
    void what_linux_lists_here_is_understood() throws IOException {
        assertThat(Mounts.isReadOnly(Path.of("/proc/self/mountinfo"))).isFalse();
        assertThat(Mounts.isReadOnly(Path.of("."))).isFalse();
    }
}
