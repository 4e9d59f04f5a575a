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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one document may ask for, judged before anything is validated or run (F4).
 *
 * <p>Fragments are followed as often as they are used, so a small document cannot unfold into a large one; every step
 * is counted, so fragments that use themselves end the walk too.
 */
final class QueryLimits {

    static final int DEPTH = 12;
    static final int COMPLEXITY = 500;
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

    // A connection asks the store; all other fields only look at what is already there.
    private static final Map<String, Integer> WEIGHTS = Map.of("tokens", 50, "users", 50);
    private static final Set<String> INTROSPECTION = Set.of("__schema", "__type");

    private final Map<String, FragmentDefinition> fragments;
    private final boolean introspectable;
    private int complexity;
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
        QueryLimits limits = new QueryLimits(document, introspectable);
        limits.checkNode(document);
        for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            boolean changes = operation.getOperation() == OperationDefinition.Operation.MUTATION;
            limits.walk(operation.getSelectionSet(), 1, changes, false);
        }
        checkValue(variables);
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

    private void walk(SelectionSet selections, int depth, boolean mutationRoot, boolean inIntrospection) {
        if (selections == null) {
            return;
        }
        for (Selection<?> selection : selections.getSelections()) {
            steps = within(steps + 1, STEPS, "selections");
            if (selection instanceof Field field) {
                walkField(field, depth, mutationRoot, inIntrospection);
            } else if (selection instanceof InlineFragment inline) {
                walk(inline.getSelectionSet(), depth, mutationRoot, inIntrospection);
            } else if (selection instanceof FragmentSpread spread && fragments.containsKey(spread.getName())) {
                walk(fragments.get(spread.getName()).getSelectionSet(), depth, mutationRoot, inIntrospection);
            }
        }
    }

    private void walkField(Field field, int depth, boolean mutationRoot, boolean inIntrospection) {
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
            complexity =
                    within(complexity + WEIGHTS.getOrDefault(field.getName(), 1), COMPLEXITY, "points of complexity");
        }
        walk(field.getSelectionSet(), depth + 1, false, introspects);
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

    private static int within(int found, int most, String what) {
        if (found > most) {
            throw RequestRefused.limit("There are more than " + most + " " + what + ". Ask for less at a time.");
        }
        return found;
    }
}
