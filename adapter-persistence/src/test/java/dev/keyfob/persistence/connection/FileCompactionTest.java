package dev.keyfob.persistence.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Checks when the operator is warned about the size of H2's file. */
class FileCompactionTest {

    private static final long MEGABYTE = 1024 * 1024;

    @Test
    void a_file_of_many_times_its_data_is_told_with_both_sizes_and_what_to_do() {
        assertThat(FileCompaction.warning(100 * MEGABYTE, 20 * MEGABYTE))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .contains("100 MB")
                        .contains("20 MB")
                        .contains("db export"));
    }

    @Test
    void a_file_near_its_data_or_of_no_size_is_not() {
        assertThat(FileCompaction.warning(100 * MEGABYTE, 25 * MEGABYTE)).isEmpty();
        assertThat(FileCompaction.warning(63 * MEGABYTE, 0)).isEmpty();
    }
}
