package dev.keyfob.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a page of docs/integrations says between fences, by language. */
final class Recipe {

    private static final Pattern BLOCK = Pattern.compile("```([a-z]+)\\n(.*?)```", Pattern.DOTALL);

    private final Map<String, List<String>> blocks;

    Recipe(String page) throws IOException {
        blocks = BLOCK.matcher(Files.readString(Path.of("..", "docs", "integrations", page)))
                .results()
                .collect(Collectors.groupingBy(
                        block -> block.group(1),
                        LinkedHashMap::new,
                        Collectors.mapping(block -> block.group(2), Collectors.toList())));
    }

    /** Those of a language, in their order. */
    List<String> in(String language) {
        return blocks.getOrDefault(language, List.of());
    }

    /** All but Keyfob's settings: those of one language after those of another. */
    List<String> ofTheProxy() {
        return blocks.entrySet().stream()
                .filter(each -> !each.getKey().equals("yaml"))
                .flatMap(each -> each.getValue().stream())
                .toList();
    }
}
