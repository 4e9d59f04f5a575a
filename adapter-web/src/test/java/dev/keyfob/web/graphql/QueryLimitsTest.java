package dev.keyfob.web.graphql;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.parser.Parser;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

// F4
class QueryLimitsTest {

    @Test
    void twelve_levels_are_read_and_thirteen_refused() {
        assertThatCode(() -> check("{a".repeat(12) + "}".repeat(12))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check("{a".repeat(13) + "}".repeat(13))).hasMessageContaining("levels");
    }

    @Test
    void fragments_that_use_themselves_end() {
        assertThatThrownBy(() -> check("{ ...f } fragment f on Query { ...f }")).isInstanceOf(RequestRefused.class);
    }

    @Test
    void more_than_twenty_aliases_are_refused() {
        String aliases = String.join(" ", Collections.nCopies(21, "a: currentUser"));

        assertThatThrownBy(() -> check("{" + aliases + "}")).hasMessageContaining("aliases");
    }

    @Test
    void introspection_is_refused_where_it_is_off() {
        assertThatThrownBy(() -> check("{ __schema { types { name } } }")).hasMessageContaining("Introspection");
    }

    private static void check(String query) {
        QueryLimits.check(Parser.parse(query), Map.of(), false);
    }
}
