package dev.keyfob.web.sample;

import dev.keyfob.domain.actor.Actor;
import dev.keyfob.domain.permission.Permission;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sample application with recipes that can be listed, run and deployed, and sources that can be uploaded.
 *
 * <p>It checks its permissions itself, like any application that Keyfob protects. Only the latest entries are kept, so
 * that a demo that runs for long does not fill the memory.
 */
public final class SamplePlatform {

    public static final Permission RECIPE_VIEW = new Permission("recipe:view");
    public static final Permission RECIPE_RUN = new Permission("recipe:run");
    public static final Permission RECIPE_DEPLOY = new Permission("recipe:deploy");
    public static final Permission RESULT_VIEW = new Permission("result:view");
    public static final Permission AST_UPLOAD = new Permission("ast:upload");
    public static final int KEPT = 100;

    private final InstantSource clock;
    private final Map<String, Recipe> recipes = new LinkedHashMap<>();
    private final Deque<RecipeResult> results = new ArrayDeque<>();
    private final Deque<Ast> asts = new ArrayDeque<>();
    private int lastNumber;

    public SamplePlatform(InstantSource clock) {
        this.clock = clock;
        add("Remove unused imports", "Deletes imports that nothing refers to.");
        add("Migrate to JUnit 5", "Rewrites JUnit 4 tests for the Jupiter engine.");
    }

    public synchronized List<Recipe> recipes(Actor actor) {
        actor.require(RECIPE_VIEW);
        return List.copyOf(recipes.values());
    }

    public synchronized Optional<Recipe> recipe(Actor actor, String id) {
        actor.require(RECIPE_VIEW);
        return Optional.ofNullable(recipes.get(id));
    }

    public synchronized List<RecipeResult> results(Actor actor) {
        actor.require(RESULT_VIEW);
        return List.copyOf(results);
    }

    /** Runs a recipe. Returns empty if there is no such recipe. */
    public synchronized Optional<RecipeResult> run(Actor actor, String id) {
        actor.require(RECIPE_RUN);
        return Optional.ofNullable(recipes.get(id)).map(recipe -> {
            RecipeResult result =
                    new RecipeResult(nextId("run"), recipe.id(), actor.party().name(), clock.instant());
            keep(results, result);
            return result;
        });
    }

    public synchronized Recipe deploy(Actor actor, String name, @Nullable String description) {
        actor.require(RECIPE_DEPLOY);
        return add(name, description);
    }

    public synchronized Ast upload(Actor actor, String repository) {
        actor.require(AST_UPLOAD);
        Ast ast = new Ast(nextId("ast"), repository, actor.party().name(), clock.instant());
        keep(asts, ast);
        return ast;
    }

    private Recipe add(String name, @Nullable String description) {
        Recipe recipe = new Recipe(nextId("recipe"), name, description);
        recipes.put(recipe.id(), recipe);
        if (recipes.size() > KEPT) {
            recipes.remove(recipes.keySet().iterator().next());
        }
        return recipe;
    }

    private String nextId(String kind) {
        lastNumber++;
        return kind + "-" + lastNumber;
    }

    private static <T> void keep(Deque<T> entries, T entry) {
        entries.addLast(entry);
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
    }
}
