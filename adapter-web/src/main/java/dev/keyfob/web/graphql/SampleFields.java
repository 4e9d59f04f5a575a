package dev.keyfob.web.graphql;

import dev.keyfob.domain.actor.Actor;
import dev.keyfob.web.sample.Ast;
import dev.keyfob.web.sample.Recipe;
import dev.keyfob.web.sample.RecipeResult;
import dev.keyfob.web.sample.SamplePlatform;
import graphql.schema.DataFetchingEnvironment;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sample platform's fields, in demo mode only. */
final class SampleFields {

    private static final int LONGEST_TEXT = 200;

    private final SamplePlatform platform;

    SampleFields(SamplePlatform platform) {
        this.platform = platform;
    }

    void addTo(FieldRegistry fields) {
        fields.query(
                        "recipes",
                        FieldAccess.needs(SamplePlatform.RECIPE_VIEW),
                        (actor, asked) -> platform.recipes(actor).stream()
                                .map(SampleFields::recipe)
                                .toList())
                .query(
                        "recipe",
                        FieldAccess.needs(SamplePlatform.RECIPE_VIEW),
                        (actor, asked) -> platform.recipe(actor, GraphQlArguments.required(asked, "id"))
                                .map(SampleFields::recipe)
                                .orElse(null))
                .query(
                        "results",
                        FieldAccess.needs(SamplePlatform.RESULT_VIEW),
                        (actor, asked) -> platform.results(actor).stream()
                                .map(SampleFields::result)
                                .toList())
                .mutation("runRecipe", FieldAccess.needs(SamplePlatform.RECIPE_RUN), this::run)
                .mutation(
                        "deployRecipe",
                        FieldAccess.needs(SamplePlatform.RECIPE_DEPLOY),
                        (actor, asked) ->
                                recipe(platform.deploy(actor, text(asked, "name"), textOrNone(asked, "description"))))
                .mutation(
                        "uploadAst",
                        FieldAccess.needs(SamplePlatform.AST_UPLOAD),
                        (actor, asked) -> ast(platform.upload(actor, text(asked, "repository"))));
    }

    private Object run(Actor actor, DataFetchingEnvironment asked) {
        return platform.run(actor, GraphQlArguments.required(asked, "id"))
                .map(SampleFields::result)
                .orElseThrow(() -> RequestRefused.input("There is no such recipe. The field recipes lists them."));
    }

    private static String text(DataFetchingEnvironment asked, String argument) {
        return bounded(argument, GraphQlArguments.required(asked, argument));
    }

    private static @Nullable String textOrNone(DataFetchingEnvironment asked, String argument) {
        String text = asked.getArgument(argument);
        return text == null ? null : bounded(argument, text);
    }

    private static String bounded(String argument, String text) {
        if (text.length() > LONGEST_TEXT) {
            throw RequestRefused.input("The argument " + argument + " has at most " + LONGEST_TEXT + " characters.");
        }
        return text;
    }

    private static Map<String, Object> recipe(Recipe recipe) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", recipe.id());
        members.put("name", recipe.name());
        members.put("description", recipe.description());
        return members;
    }

    private static Map<String, Object> result(RecipeResult result) {
        return Map.of(
                "id", result.id(),
                "recipe", result.recipe(),
                "startedBy", result.startedBy(),
                "startedAt", result.startedAt().atOffset(ZoneOffset.UTC));
    }

    private static Map<String, Object> ast(Ast ast) {
        return Map.of(
                "id", ast.id(),
                "repository", ast.repository(),
                "uploadedBy", ast.uploadedBy(),
                "uploadedAt", ast.uploadedAt().atOffset(ZoneOffset.UTC));
    }
}
