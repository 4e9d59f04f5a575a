package dev.keyfob.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Finds every regular expression in the sources of the product, and counts how many characters each reads in hostile
 * texts. Input may be long when it is matched, so the work must not grow faster than its length.
 */
class RegularExpressionsTest {

    private static final Set<String> METHODS = Set.of("compile", "matches", "split", "replaceAll", "replaceFirst");

    /** If the class searches with any pattern, its compiled patterns are checked for both matching and searching. */
    private static final Pattern SEARCH = Pattern.compile("\\.(find|results)\\(\\)|matcher\\(.*\\)\\.replace");

    private static final int LENGTH = 1_000;

    /**
     * A repetition of up to a hundred times may read each character as often. Quadratic work would be 500 per
     * character.
     */
    private static final int MOST_LOOKS = 150 * LENGTH;

    @Test
    void none_looks_at_a_text_more_than_a_fixed_number_of_times() throws IOException {
        Set<Use> uses = uses();

        assertThat(uses).hasSizeGreaterThan(50);
        uses.forEach(use -> assertThat(hostileTextFor(use)).as("%s", use).isEmpty());
    }

    @Test
    void one_that_backtracks_is_caught() {
        assertThat(hostileTextFor(new Use("[0-9a-f:.]*:[0-9a-f:.]*", true, ""))).isPresent();
        assertThat(hostileTextFor(new Use("(a+)+", true, ""))).isPresent();
        assertThat(hostileTextFor(new Use("x:\\S*:\\S+", true, ""))).isPresent();
        assertThat(hostileTextFor(new Use(" +$", false, ""))).isPresent();
        assertThat(hostileTextFor(new Use("[0-9]+:[0-9]+", true, ""))).isEmpty();
    }

    /** An expression, whether it must match the whole text or is searched for in it, and its file. */
    private record Use(String expression, boolean isWhole, String file) {}

    private static Set<Use> uses() throws IOException {
        List<CompilationUnitTree> sources = sources();
        Map<String, ExpressionTree> constants = new HashMap<>();
        sources.forEach(source -> new Constants(constants).scan(source, fileOf(source)));
        Set<Use> uses = new LinkedHashSet<>();
        sources.forEach(source -> new Uses(constants, uses).scan(source, source));
        return uses;
    }

    private static List<CompilationUnitTree> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders()) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            return StreamSupport.stream(task.parse().spliterator(), false)
                    .map(CompilationUnitTree.class::cast)
                    .toList();
        }
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    private static String fileOf(CompilationUnitTree source) {
        return source.getSourceFile().getName();
    }

    /** Returns a text in which the expression reads too many characters. */
    private static Optional<String> hostileTextFor(Use use) {
        Pattern pattern = Pattern.compile(use.expression());
        return hostileTexts(use.expression())
                .filter(text -> looksTooOften(pattern.matcher(new Counted(text)), use.isWhole()))
                .findFirst();
    }

    private static boolean looksTooOften(Matcher matcher, boolean isWhole) {
        try {
            if (isWhole) {
                matcher.matches();
            } else {
                matcher.results().count();
            }
            return false;
        } catch (TooOften e) {
            return true;
        }
    }

    /** Long runs of characters of the expression, followed by one that it does not match. */
    private static Stream<String> hostileTexts(String expression) {
        Set<Character> letters = new TreeSet<>(Set.of('a', '0', ' '));
        expression.chars().filter(c -> c > ' ' && !Character.isLetterOrDigit(c)).forEach(c -> letters.add((char) c));
        Matcher literal = Pattern.compile("[A-Za-z0-9:/_]*").matcher(expression);
        List<String> starts =
                literal.lookingAt() && !literal.group().isEmpty() ? List.of("", literal.group()) : List.of("");
        return starts.stream()
                .flatMap(start -> letters.stream()
                        .flatMap(one -> letters.stream()
                                .flatMap(other -> Stream.of(
                                        start + ("" + one).repeat(LENGTH / 2) + ("" + other).repeat(LENGTH / 2) + "\0",
                                        start + ("" + one + other).repeat(LENGTH / 2) + "\0"))));
    }

    private static final class TooOften extends RuntimeException {}

    /** A text that counts how often its characters are read. */
    private static final class Counted implements CharSequence {

        private final String text;
        private int looks;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            looks++;
            if (looks > MOST_LOOKS) {
                throw new TooOften();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }
    }

    /** Collects the initial values of variables, by file and name. */
    private static final class Constants extends TreeScanner<Void, String> {

        private final Map<String, ExpressionTree> constants;

        Constants(Map<String, ExpressionTree> constants) {
            this.constants = constants;
        }

        @Override
        public Void visitVariable(VariableTree variable, String file) {
            if (variable.getInitializer() != null) {
                constants.put(file + variable.getName(), variable.getInitializer());
            }
            return super.visitVariable(variable, file);
        }
    }

    /** Collects the expressions in method calls that take a regular expression. */
    private static final class Uses extends TreeScanner<Void, CompilationUnitTree> {

        private final Map<String, ExpressionTree> constants;
        private final Set<Use> uses;

        Uses(Map<String, ExpressionTree> constants, Set<Use> uses) {
            this.constants = constants;
            this.uses = uses;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, CompilationUnitTree source) {
            if (call.getMethodSelect() instanceof MemberSelectTree method
                    && METHODS.contains(method.getIdentifier().toString())
                    && !call.getArguments().isEmpty()) {
                String file = fileOf(source);
                Optional<String> text = text(call.getArguments().get(0), file);
                boolean isCompiled = method.toString().equals("Pattern.compile");
                boolean isWhole = isCompiled || method.getIdentifier().contentEquals("matches");
                text.ifPresent(expression -> uses.add(new Use(expression, isWhole, file)));
                if (isCompiled && SEARCH.matcher(source.toString()).find()) {
                    text.ifPresent(expression -> uses.add(new Use(expression, false, file)));
                }
                if (isCompiled) {
                    assertThat(text)
                            .as("%s, in %s: only constants can be judged", call, file)
                            .isPresent();
                }
            }
            return super.visitMethodInvocation(call, source);
        }

        private Optional<String> text(ExpressionTree tree, String file) {
            if (tree instanceof LiteralTree literal) {
                return Optional.of(literal.getValue().toString());
            }
            if (tree instanceof ParenthesizedTree inner) {
                return text(inner.getExpression(), file);
            }
            if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                return text(sum.getLeftOperand(), file)
                        .flatMap(left -> text(sum.getRightOperand(), file).map(left::concat));
            }
            if (tree instanceof BinaryTree difference && difference.getKind() == Tree.Kind.MINUS) {
                return text(difference.getLeftOperand(), file)
                        .flatMap(left -> text(difference.getRightOperand(), file)
                                .map(right -> "" + (Integer.parseInt(left) - Integer.parseInt(right))));
            }
            return tree instanceof IdentifierTree name
                    ? Optional.ofNullable(constants.get(file + name.getName())).flatMap(value -> text(value, file))
                    : Optional.empty();
        }
    }
}
