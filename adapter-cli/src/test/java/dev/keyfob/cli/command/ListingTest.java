package dev.keyfob.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyfob.application.paging.Cursor;
import dev.keyfob.application.paging.Page;
import dev.keyfob.application.paging.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListingTest {

    private static final int LENGTH = 250;

    private final List<Integer> printed = new ArrayList<>();
    private final List<Integer> sizesAsked = new ArrayList<>();

    @Test
    void a_list_of_several_pages_is_printed_to_its_end() {
        Listing.all(this::numbers, printed::add);

        assertThat(printed).containsExactlyElementsOf(firstNumbers(LENGTH));
    }

    @Test
    void a_limit_beyond_one_page_is_met_exactly_and_no_more_is_read() {
        Listing.first(130, this::numbers, printed::add);

        assertThat(printed).containsExactlyElementsOf(firstNumbers(130));
        assertThat(sizesAsked).containsExactly(100, 30);
    }

    @Test
    void a_limit_beyond_the_end_prints_the_whole_list() {
        Listing.first(LENGTH + 1, this::numbers, printed::add);

        assertThat(printed).containsExactlyElementsOf(firstNumbers(LENGTH));
    }

    private Page<Integer> numbers(PageRequest request) {
        sizesAsked.add(request.limit());
        int begin = request.cursor()
                .map(after -> (int) after.id().getLeastSignificantBits())
                .orElse(0);
        int end = Math.min(LENGTH, begin + request.limit() + 1);
        return Page.of(
                firstNumbers(end).subList(begin, end),
                request,
                number -> new Cursor(Optional.empty(), new UUID(0, number)));
    }

    private static List<Integer> firstNumbers(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }
}
