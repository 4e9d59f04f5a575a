package dev.keyfob.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** nginx, with the permission of each location in its own configuration. */
class NginxPlacesTest extends NginxTest {
    @Override
    boolean hasRules() {
        return false;
    }

    @Override
    int server() {
        return 2;
    }

    /** Adds a location without a permission, as if it had been forgotten. */
    @Override
    Process start(Path directory, List<String> documented) throws IOException {
        String places = documented.get(server());
        String recipes =
                places.substring(places.indexOf("    location /recipes/"), places.indexOf("    location /deploy"));
        String forgotten =
                recipes.replace("/recipes/", "/forgotten/").replace("set $keyfob_permission \"recipe:run\";", "");
        List<String> changed = new ArrayList<>(documented);
        changed.set(server(), places.replace(recipes, recipes + forgotten));
        return super.start(directory, changed);
    }

    @Test
    void a_place_without_a_permission_lets_nobody_pass() throws Exception {
        assertThat(bare("GET /forgotten/1", NOTHING)).isEqualTo(403);
    }
}
