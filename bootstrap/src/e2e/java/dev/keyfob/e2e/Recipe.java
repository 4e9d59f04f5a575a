package dev.keyfob.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The code blocks of a page of docs/integrations, by language. */
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

    /** The blocks of a language, in order. */
    List<String> in(String language) {
        return blocks.getOrDefault(language, List.of());
    }

    /** All blocks except Keyfob's settings, grouped by language. */
    List<String> ofTheProxy() {
        return blocks.entrySet().stream()
                .filter(each -> !each.getKey().equals("yaml"))
                .flatMap(each -> each.getValue().stream())
                .toList();
    }
}
