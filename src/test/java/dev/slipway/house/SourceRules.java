package dev.slipway.house;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The rules that class files cannot show: what is documented, how long things are, which patterns are compiled, and that a
 * switch over one of our closed choices has no default. Sources are parsed with the compiler's own tree, not attributed:
 * a second is enough for the whole house.
 */
final class SourceRules {
    static final int MAX_FILE_LINES = 600;
    static final int MAX_METHOD_LINES = 70;

    /** Of a method without a branch or loop of its own. */
    static final int MAX_TABLE_LINES = 200;

    private SourceRules() {}

    /** What is wrong with these sources, one line each: {@code PATH:LINE: what}. Keys are paths. */
    static List<String> violations(Map<String, String> sources) {
        var files = new ArrayList<JavaFileObject>();
        sources.forEach((path, text) -> files.add(new Source(path, text)));
        var compiler = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, files);
        var units = new ArrayList<CompilationUnitTree>();
        try {
            task.parse().forEach(units::add);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        var closed = new ClosedChoices();
        units.forEach(u -> closed.scan(u, null));
        var found = new ArrayList<String>();
        var docs = DocTrees.instance(task);
        for (var unit : units) {
            var path = unit.getSourceFile().toUri().getPath().substring(1);
            var lines = String.valueOf(sources.get(path)).lines().count();
            if (lines > MAX_FILE_LINES) {
                found.add(path + ":1: " + lines + " lines, more than " + MAX_FILE_LINES);
            }
            new Walk(path, unit, docs, closed.cases, found).scan(unit, null);
        }
        packageInfos(sources, found);
        return found;
    }

    /** Each package says what lives in it and is null-marked. */
    private static void packageInfos(Map<String, String> sources, List<String> found) {
        var byFolder = new TreeMap<String, String>();
        sources.forEach((path, text) -> {
            var folder = path.substring(0, path.lastIndexOf('/') + 1);
            byFolder.merge(folder, path.endsWith("/package-info.java") ? text : "", String::concat);
        });
        byFolder.forEach((folder, info) -> {
            if (info.isEmpty()) {
                found.add(folder + ":1: no package-info.java");
            } else if (!info.contains("@NullMarked") || !info.contains("/**")) {
                found.add(folder + "package-info.java:1: needs javadoc and @NullMarked");
            }
        });
    }

    /** First pass: the cases of our sealed types, by simple name. */
    private static final class ClosedChoices extends TreePathScanner<Void, Void> {
        final Set<String> cases = new HashSet<>();

        @Override
        public Void visitClass(ClassTree type, Void none) {
            if (type.getModifiers().getFlags().contains(Modifier.SEALED)) {
                type.getPermitsClause().forEach(c -> cases.add(simple(c)));
                type.getMembers().stream()
                        .filter(ClassTree.class::isInstance)
                        .map(ClassTree.class::cast)
                        .filter(m -> m.getImplementsClause().stream()
                                .anyMatch(i ->
                                        simple(i).equals(type.getSimpleName().toString())))
                        .forEach(m -> cases.add(m.getSimpleName().toString()));
            }
            return super.visitClass(type, none);
        }
    }

    private static final class Walk extends TreePathScanner<Void, Void> {
        private final String path;
        private final CompilationUnitTree unit;
        private final DocTrees docs;
        private final Set<String> closed;
        private final List<String> found;

        Walk(String path, CompilationUnitTree unit, DocTrees docs, Set<String> closed, List<String> found) {
            this.path = path;
            this.unit = unit;
            this.docs = docs;
            this.closed = closed;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, Void none) {
            if (type.getModifiers().getFlags().contains(Modifier.PUBLIC) && !documented()) {
                say(type, "public type " + type.getSimpleName() + " has no javadoc");
            }
            return super.visitClass(type, none);
        }

        private boolean documented() {
            DocCommentTree doc = docs.getDocCommentTree(getCurrentPath());
            return doc != null && !doc.getFullBody().isEmpty();
        }

        @Override
        public Void visitMethod(MethodTree method, Void none) {
            long lines = line(end(method)) - line(start(method)) + 1;
            // A method that goes straight through is a table, such as a list of rules: it is read by rows.
            boolean table = method.getBody() != null
                    && !method.getBody().getStatements().isEmpty()
                    && method.getBody().getStatements().stream()
                            .allMatch(st -> st instanceof ReturnTree
                                    || st instanceof ExpressionStatementTree
                                    || st instanceof VariableTree);
            if (lines > (table ? MAX_TABLE_LINES : MAX_METHOD_LINES)) {
                say(method, method.getName() + " has " + lines + " lines, more than " + MAX_METHOD_LINES);
            }
            return super.visitMethod(method, none);
        }

        @Override
        public Void visitSwitch(SwitchTree tree, Void none) {
            closedSwitch(tree, tree.getCases());
            return super.visitSwitch(tree, none);
        }

        @Override
        public Void visitSwitchExpression(SwitchExpressionTree tree, Void none) {
            closedSwitch(tree, tree.getCases());
            return super.visitSwitchExpression(tree, none);
        }

        /** Rule 3: a new case must break the build at each place that has to think about it. */
        private void closedSwitch(Tree where, List<? extends CaseTree> cases) {
            boolean ours = false;
            boolean all = false;
            for (var one : cases) {
                for (var label : one.getLabels()) {
                    switch (label) {
                        case PatternCaseLabelTree p -> ours |= closed.contains(caseName(p.getPattern()));
                        case DefaultCaseLabelTree d -> all = true;
                        case ConstantCaseLabelTree c -> {}
                        default -> throw new IllegalStateException("a label this test does not know: " + label);
                    }
                }
            }
            if (ours && all) {
                say(where, "a switch over a closed choice has a default");
            }
        }

        private static String caseName(Tree pattern) {
            return switch (pattern) {
                case BindingPatternTree b -> simple(b.getVariable().getType());
                case DeconstructionPatternTree d -> simple(d.getDeconstructor());
                default -> "";
            };
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
            if (call.getMethodSelect() instanceof MemberSelectTree select
                    && !call.getArguments().isEmpty()) {
                var name = select.getIdentifier().toString();
                // RE2 takes linear time for every pattern, a user's too.
                boolean linear = unit.getImports().stream()
                        .anyMatch(i -> i.getQualifiedIdentifier().toString().equals("com.google.re2j.Pattern"));
                boolean onPattern = simple(select.getExpression()).equals("Pattern");
                boolean regex = onPattern && !linear && (name.equals("compile") || name.equals("matches"))
                        || call.getArguments().size() == 2
                                && (name.equals("replaceAll") || name.equals("replaceFirst"))
                                && !onPattern;
                if (regex && !constant(call.getArguments().getFirst()) && !inRowOfATable()) {
                    say(call, "a regular expression that is not a constant: a user's would cost unbounded time");
                }
            }
            return super.visitMethodInvocation(call, none);
        }

        /** The constructor of a private type: its calls stand in the same file, as the rows of a table do. */
        private boolean inRowOfATable() {
            MethodTree method = null;
            for (var tree : getCurrentPath()) {
                if (tree instanceof MethodTree m && method == null) {
                    method = m;
                }
                if (tree instanceof ClassTree type) {
                    return method != null
                            && method.getReturnType() == null
                            && type.getModifiers().getFlags().contains(Modifier.PRIVATE);
                }
            }
            return false;
        }

        private static boolean constant(ExpressionTree expression) {
            return switch (expression) {
                case LiteralTree l -> true;
                case BinaryTree b -> constant(b.getLeftOperand()) && constant(b.getRightOperand());
                case ParenthesizedTree p -> constant(p.getExpression());
                case IdentifierTree i -> isConstantName(i.getName().toString());
                case MemberSelectTree m -> isConstantName(m.getIdentifier().toString());
                default -> false;
            };
        }

        private static boolean isConstantName(String name) {
            return name.equals(name.toUpperCase(Locale.ROOT));
        }

        private void say(Tree where, String what) {
            found.add(path + ":" + line(start(where)) + ": " + what);
        }

        private long start(Tree tree) {
            return docs.getSourcePositions().getStartPosition(unit, tree);
        }

        private long end(Tree tree) {
            return docs.getSourcePositions().getEndPosition(unit, tree);
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(Math.max(0, position));
        }
    }

    private static String simple(Tree name) {
        return switch (name) {
            case IdentifierTree i -> i.getName().toString();
            case MemberSelectTree m -> m.getIdentifier().toString();
            default -> name.toString().replaceAll("<.*", "").replaceAll(".*\\.", "");
        };
    }

    /** A source in memory. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
