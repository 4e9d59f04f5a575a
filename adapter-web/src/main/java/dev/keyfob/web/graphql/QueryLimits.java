package dev.keyfob.web.graphql;

import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.parser.ParserOptions;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a document, checked before it is validated or executed.
 *
 * <p>A fragment counts each time that it is used, so a small document cannot expand into a large one. Every step is
 * counted, so fragments that use themselves end the walk too.
 */
final class QueryLimits {

    static final int DEPTH = 12;
    /** The limit on points of {@link QueryCost}, of all operations of the document together. */
    static final int COST = 10_000;

    static final int STEPS = 2000;
    static final int ALIASES = 20;
    static final int DIRECTIVES = 20;
    static final int LIST = 100;
    static final int MUTATIONS = 10;
    static final ParserOptions PARSER = ParserOptions.newParserOptions()
            .maxCharacters(GraphQlRequest.LONGEST)
            .maxTokens(3000)
            .maxWhitespaceTokens(20_000)
            .maxRuleDepth(200)
            .maxNumericLiteralCharacters(50)
            .captureIgnoredChars(false)
            .captureLineComments(false)
            .redactTokenParserErrorMessages(true)
            .build();

    private static final Set<String> INTROSPECTION = Set.of("__schema", "__type");

    private final Map<String, FragmentDefinition> fragments;
    private final boolean introspectable;
    private @Nullable QueryCost cost;
    private long points;
    private int steps;
    private int aliases;
    private int directives;
    private int mutations;

    private QueryLimits(Document document, boolean introspectable) {
        this.fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, Function.identity(), (first, again) -> first));
        this.introspectable = introspectable;
    }

    static void check(Document document, Map<String, Object> variables, boolean introspectable) {
        checkValue(variables);
        QueryLimits limits = new QueryLimits(document, introspectable);
        limits.checkNode(document);
        for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            limits.cost = new QueryCost(operation, variables);
            boolean changes = operation.getOperation() == OperationDefinition.Operation.MUTATION;
            limits.walk(operation.getSelectionSet(), 1, QueryCost.Place.ROOT, changes, false);
        }
    }

    private void checkNode(Node<?> node) {
        if (node instanceof Directive) {
            directives = within(directives + 1, DIRECTIVES, "directives");
        }
        if (node instanceof ArrayValue list) {
            within(list.getValues().size(), LIST, "items in a list");
        }
        if (node instanceof Field field) {
            within(field.getArguments().size(), LIST, "arguments");
        }
        for (Node<?> child : node.getChildren()) {
            checkNode(child);
        }
    }

    private void walk(
            SelectionSet selections, int depth, QueryCost.Place at, boolean mutationRoot, boolean inIntrospection) {
        if (selections == null) {
            return;
        }
        for (Selection<?> selection : selections.getSelections()) {
            steps = within(steps + 1, STEPS, "selections");
            if (selection instanceof Field field) {
                walkField(field, depth, at, mutationRoot, inIntrospection);
            } else if (selection instanceof InlineFragment inline) {
                walk(inline.getSelectionSet(), depth, at, mutationRoot, inIntrospection);
            } else if (selection instanceof FragmentSpread spread && fragments.containsKey(spread.getName())) {
                walk(fragments.get(spread.getName()).getSelectionSet(), depth, at, mutationRoot, inIntrospection);
            }
        }
    }

    private void walkField(Field field, int depth, QueryCost.Place at, boolean mutationRoot, boolean inIntrospection) {
        boolean introspects = inIntrospection || INTROSPECTION.contains(field.getName());
        if (introspects && !introspectable) {
            throw RequestRefused.introspection();
        }
        if (field.getAlias() != null) {
            aliases = within(aliases + 1, ALIASES, "aliases");
        }
        if (mutationRoot) {
            mutations = within(mutations + 1, MUTATIONS, "changes in one request");
        }
        if (!introspects) {
            within(depth, DEPTH, "levels");
            points = within(points + Objects.requireNonNull(cost).of(field, at), COST);
        }
        walk(field.getSelectionSet(), depth + 1, Objects.requireNonNull(cost).below(field, at), false, introspects);
    }

    private static void checkValue(Object value) {
        if (value instanceof Collection<?> list) {
            within(list.size(), LIST, "items in a list");
            list.forEach(QueryLimits::checkValue);
        } else if (value instanceof Map<?, ?> object) {
            within(object.size(), LIST, "members of an object");
            object.values().forEach(QueryLimits::checkValue);
        }
    }

    private static long within(long points, int most) {
        if (points > most) {
            throw RequestRefused.limit("The answer may cost more than " + most + " points: one for each value, "
                    + QueryCost.QUESTION + " for each question to the database. Ask for fewer rows (first), fields or"
                    + " aliases at a time.");
        }
        return points;
    }

    private static int within(int found, int most, String what) {
        if (found > most) {
            throw RequestRefused.limit("There are more than " + most + " " + what + ". Ask for less at a time.");
        }
        return found;
    }
}
