package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Caddy, with the permission of each location in its own configuration. */
class CaddyPlacesTest extends CaddyTest {
    @Override
    boolean hasRules() {
        return false;
    }

    /** Adds a location whose permission comes from an unset variable. */
    @Override
    Process start(Path directory, List<String> documented) throws IOException {
        String places = documented.get(1);
        String recipes = places.substring(places.indexOf("\thandle /recipes/*"), places.indexOf("\thandle /deploy"));
        String forgotten = recipes.replace("/recipes/", "/forgotten/").replace("recipe:run", "{$KEYFOB_NOT_SET}");
        List<String> changed = new ArrayList<>(documented);
        changed.set(1, places.replace(recipes, recipes + forgotten));
        return super.start(directory, changed);
    }

    @Test
    void a_place_without_a_permission_lets_nobody_pass() throws Exception {
        assertThat(bare("GET /forgotten/1", NOTHING)).isEqualTo(403);
    }
}
