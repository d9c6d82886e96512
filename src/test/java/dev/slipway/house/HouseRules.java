package dev.slipway.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of the house as ArchUnit rules, each for a root package: {@code dev.slipway} for the product, and the package
 * of a violating fixture to prove that the rule would notice. All tolerate rooms that do not exist yet.
 */
final class HouseRules {
    /**
     * Bottom first. A room imports only rooms before it. {@code keep} and {@code proxy} are processes of their own: what
     * they may import is narrower and stands in {@link #processesImportLittle}.
     */
    static final List<String> ROOMS = List.of(
            "base",
            "proxy",
            "text",
            "exec",
            "keep",
            "store",
            "secrets",
            "plan",
            "journal",
            "intent",
            "assess",
            "pipeline",
            "check",
            "generate",
            "image",
            "evidence",
            "deploy",
            "operate",
            "app",
            "mcp",
            "server",
            "cli");

    /** Rooms and parts of rooms that are functions of what they are handed, with all below them. */
    static final List<String> PURE_ROOMS = List.of(
            "plan",
            "intent",
            "assess",
            "pipeline.schedule",
            "deploy.rollout",
            "deploy.judge",
            "deploy.health",
            "deploy.sim");

    /** The workflow IR: the package itself, not the runners below it. */
    static final List<String> PURE_PACKAGES = List.of("pipeline");

    /** Evidence's verdicts, which share their package with the store that feeds them. */
    static final List<String> PURE_CLASSES = Stream.of(
                    "Gates",
                    "GateInput",
                    "ScanGate",
                    "Readiness",
                    "FreezeWindow",
                    "RecurrenceRule",
                    "Statement",
                    "Predicate",
                    "CountedEvidence")
            .map("evidence."::concat)
            .toList();

    /**
     * A library and who owns it.
     *
     * @param name for the test's display
     * @param packages of the library, with everything below them
     * @param owners rooms or parts of rooms that may see it
     */
    record Library(String name, List<String> packages, List<String> owners) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** No other exceptions: a second room that needs a library gets a type of the owner's. */
    static final List<Library> LIBRARIES = List.of(
            new Library("SQL", List.of("java.sql", "javax.sql", "org.flywaydb", "org.postgresql"), List.of("store")),
            new Library("Jackson", List.of("tools.jackson", "com.fasterxml.jackson"), List.of("text", "base.wire")),
            new Library("SnakeYAML", List.of("org.snakeyaml", "org.yaml.snakeyaml"), List.of("text")),
            new Library("jib", List.of("com.google.cloud.tools.jib"), List.of("image")),
            new Library("CycloneDX", List.of("org.cyclonedx"), List.of("image")),
            new Library(
                    "archives",
                    List.of("org.apache.commons.compress", "org.tukaani"),
                    List.of("store", "image", "exec")),
            new Library("Vert.x", List.of("io.vertx", "io.netty"), List.of("proxy", "server")),
            new Library("jte", List.of("gg.jte"), List.of("app.report", "server")),
            new Library("picocli", List.of("picocli"), List.of("cli")));

    private HouseRules() {}

    static Stream<Library> libraries() {
        return LIBRARIES.stream();
    }

    // --- order
    // ---------------------------------------------------------------------------------------------------------

    static ArchRule roomsImportOnlyDownward(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(new ArchCondition<>("import only rooms below their own") {
                    @Override
                    public void check(JavaClass from, ConditionEvents events) {
                        var room = room(root, from);
                        if (room.isPresent() && !ROOMS.contains(room.get())) {
                            events.add(SimpleConditionEvent.violated(
                                    from, from.getName() + " is in a room that has no place in the order"));
                            return;
                        }
                        from.getDirectDependenciesFromSelf().forEach(d -> {
                            var to = room(root, d.getTargetClass());
                            if (room.isPresent()
                                    && to.isPresent()
                                    && ROOMS.indexOf(to.get()) > ROOMS.indexOf(room.get())) {
                                events.add(SimpleConditionEvent.violated(from, d.getDescription()));
                            }
                        });
                    }
                })
                .allowEmptyShould(true);
    }

    static ArchRule roomsHaveNoCycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }

    /** The keeper and the data plane live on when everything else is exchanged, so they depend on little. */
    static ArchRule processesImportLittle(String root) {
        return classes()
                .that()
                .resideInAnyPackage(root + ".keep..", root + ".proxy..")
                .should(new ArchCondition<>("import base, and exec from keep") {
                    @Override
                    public void check(JavaClass from, ConditionEvents events) {
                        var room = room(root, from).orElseThrow();
                        from.getDirectDependenciesFromSelf().forEach(d -> {
                            var to = room(root, d.getTargetClass()).orElse("base");
                            boolean allowed =
                                    to.equals("base") || to.equals(room) || room.equals("keep") && to.equals("exec");
                            if (!allowed) {
                                events.add(SimpleConditionEvent.violated(from, d.getDescription()));
                            }
                        });
                    }
                })
                .allowEmptyShould(true);
    }

    // --- rule 1: pure rooms
    // ----------------------------------------------------------------------------------------------

    static ArchRule pureRoomsTouchNothing(String root) {
        return noClasses()
                .that(DescribedPredicate.describe("are pure", c -> isPure(root, c)))
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "it is a clock, a file, a socket, a process, the environment or randomness",
                        HouseRules::touchesTheWorld))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "java.nio.channels..", "java.sql..")
                .allowEmptyShould(true);
    }

    private static boolean isPure(String root, JavaClass type) {
        var place = type.getPackageName();
        boolean room = PURE_ROOMS.stream()
                .map(r -> root + "." + r)
                .anyMatch(r -> place.equals(r) || place.startsWith(r + "."));
        boolean itself = PURE_PACKAGES.stream().anyMatch(p -> place.equals(root + "." + p));
        boolean named = PURE_CLASSES.stream()
                .map(c -> root + "." + c)
                .anyMatch(c -> type.getName().equals(c) || type.getName().startsWith(c + "$"));
        return room || itself || named;
    }

    private static final Set<String> WORLD_CLASSES = Set.of(
            "java.nio.file.Files",
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.RandomAccessFile",
            "java.net.Socket",
            "java.net.ServerSocket",
            "java.net.DatagramSocket",
            "java.net.InetAddress",
            "java.net.URL",
            "java.lang.ProcessBuilder",
            "java.lang.ProcessHandle",
            "java.lang.Process",
            "java.util.concurrent.ThreadLocalRandom",
            "java.security.SecureRandom");

    private static final Set<String> WORLD_METHODS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.Thread.sleep",
            "java.lang.Math.random",
            "java.lang.Runtime.exec",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.Clock.system",
            "java.time.InstantSource.system",
            "java.util.UUID.randomUUID",
            "java.util.Collections.shuffle",
            "java.util.random.RandomGenerator.getDefault",
            "java.nio.file.Path.toRealPath",
            "java.nio.file.Path.toFile");

    private static boolean touchesTheWorld(JavaAccess<?> access) {
        var owner = access.getTargetOwner().getName();
        var name = owner + "." + access.getTarget().getName();
        if (WORLD_CLASSES.contains(owner) || WORLD_METHODS.contains(name)) {
            return true;
        }
        boolean clockless = access instanceof JavaCall<?> call
                && call.getTarget().getRawParameterTypes().isEmpty();
        boolean now =
                owner.startsWith("java.time.") && access.getTarget().getName().equals("now");
        boolean unseeded = access instanceof JavaConstructorCall
                && (owner.equals("java.util.Random") || owner.equals("java.util.SplittableRandom"));
        return clockless && (now || unseeded);
    }

    // --- rule 2: who touches what
    // ------------------------------------------------------------------------------------------

    static ArchRule onlyExecStartsProcesses(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".exec..")
                .should()
                .accessTargetWhere(target(
                        "it starts a process",
                        t -> t.getOwner().getName().equals("java.lang.ProcessBuilder")
                                || t.getFullName().startsWith("java.lang.Runtime.exec(")))
                .allowEmptyShould(true);
    }

    static ArchRule onlyExecOpensConnections(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(root + ".exec..", root + ".image..", root + ".proxy..", root + ".server..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.Socket")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "com.sun.net.httpserver..")
                .orShould()
                .accessTargetWhere(target(
                        "it opens a connection",
                        t -> t.getFullName().contains("java.nio.channels.SocketChannel.open(")
                                || t.getFullName().matches("java\\.net\\.URL\\.open(Connection|Stream)\\(.*")))
                .allowEmptyShould(true);
    }

    static ArchRule onlyOwnersSeeALibrary(String root, Library library) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(library.owners().stream()
                        .map(o -> root + "." + o + "..")
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        library.packages().stream().map(p -> p + "..").toArray(String[]::new))
                .as("only " + library.owners() + " see " + library.name())
                .allowEmptyShould(true);
    }

    static ArchRule onlyCliPrints(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".cli..")
                .should()
                .accessTargetWhere(target(
                        "it is standard output or error",
                        t -> t.getFullName()
                                        .matches(
                                                "java\\.lang\\.System\\.(out|err|in|setOut\\(.*|setErr\\(.*|console\\(\\))")
                                || t.getFullName().endsWith(".printStackTrace()")))
                .allowEmptyShould(true);
    }

    /** A process ends in one place: its main class. */
    static ArchRule onlyMainClassesExit(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .haveSimpleNameNotEndingWith("Main")
                .should()
                .accessTargetWhere(target(
                        "it ends the process",
                        t -> t.getFullName().startsWith("java.lang.System.exit(")
                                || t.getFullName().matches("java\\.lang\\.Runtime\\.(exit|halt)\\(.*")))
                .allowEmptyShould(true);
    }

    /**
     * {@code app.resources.Wiring} composes the address of a database from its password; it hands out a Secret again and is the
     * only place above the owners.
     */
    static ArchRule onlyOwnersRevealSecrets(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(root + ".exec..", root + ".secrets..", root + ".store..", root + ".keep..")
                .and()
                .doNotHaveFullyQualifiedName(root + ".app.resources.Wiring")
                .should()
                .accessTargetWhere(target(
                        "it reveals a secret",
                        t -> t.getName().equals("reveal")
                                && t.getOwner().getSimpleName().equals("Secret")))
                .allowEmptyShould(true);
    }

    // --- rule 3 is about sources: see SourceRules
    // -----------------------------------------------------------------------

    // --- rule 7: one door
    // ------------------------------------------------------------------------------------------------

    /** Each thing a face can ask of {@code app.Slipway} passes the door, itself or through a method it calls there. */
    static ArchRule useCasesPassTheDoor(String root) {
        return classes()
                .that()
                .haveFullyQualifiedName(root + ".app.Slipway")
                .should(new ArchCondition<>("let every use case pass the door") {
                    @Override
                    public void check(JavaClass slipway, ConditionEvents events) {
                        slipway.getMethods().stream()
                                .filter(m -> m.getModifiers().contains(JavaModifier.PUBLIC))
                                .filter(m -> !m.getModifiers().contains(JavaModifier.STATIC))
                                .filter(m -> !m.getName().equals("close"))
                                .filter(m -> !passesDoor(m, new HashSet<>()))
                                .forEach(m -> events.add(
                                        SimpleConditionEvent.violated(m, m.getFullName() + " passes no door")));
                    }
                })
                .allowEmptyShould(true);
    }

    private static boolean passesDoor(JavaMethod method, Set<JavaMethod> seen) {
        if (!seen.add(method)) {
            return false;
        }
        return method.getMethodCallsFromSelf().stream().anyMatch(call -> {
            var owner = call.getTargetOwner();
            if (owner.getSimpleName().equals("Door") && call.getName().equals("enter")) {
                return true;
            }
            return owner.equals(method.getOwner())
                    && call.getTarget()
                            .resolveMember()
                            .filter(m -> passesDoor(m, seen))
                            .isPresent();
        });
    }

    /** A face knows the facade, and the records, choices and interfaces that travel through it. It reaches no step. */
    static ArchRule facesReachOnlyTheFacade(String root) {
        return noClasses()
                .that()
                .resideInAnyPackage(root + ".cli..", root + ".server..", root + ".mcp..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are in app and neither its facade nor something that travels",
                        c -> c.getPackageName().startsWith(root + ".app")
                                && !c.getName().startsWith(root + ".app.Slipway")
                                && !c.isRecord()
                                && !c.isEnum()
                                && !c.isInterface()))
                .allowEmptyShould(true);
    }

    // --- what classes look like
    // ------------------------------------------------------------------------------------------

    static ArchRule noStaticMutableState(String root) {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(root + "..")
                .and()
                .areStatic()
                .and(DescribedPredicate.describe(
                        "are written by hand", f -> !f.getModifiers().contains(JavaModifier.SYNTHETIC)))
                .should()
                .beFinal()
                .allowEmptyShould(true);
    }

    static ArchRule noEmptyNames(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .areNotEnums() // a choice among package managers is a list of things, not a class that manages
                .should(new ArchCondition<>("be called Impl, Manager, Helper or Util") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean empty = Arrays.stream(new String[] {"Impl", "Manager", "Helper", "Util", "Utils"})
                                .anyMatch(type.getSimpleName()::endsWith);
                        if (empty) {
                            events.add(
                                    SimpleConditionEvent.satisfied(type, type.getName() + " says nothing by its name"));
                        }
                    }
                })
                .allowEmptyShould(true);
    }

    // --- small parts
    // -------------------------------------------------------------------------------------------------------

    /** The first segment below the root. */
    private static Optional<String> room(String root, JavaClass type) {
        var name = type.getPackageName();
        if (!name.startsWith(root + ".")) {
            return Optional.empty();
        }
        var rest = name.substring(root.length() + 1);
        int dot = rest.indexOf('.');
        return Optional.of(dot < 0 ? rest : rest.substring(0, dot));
    }

    private static DescribedPredicate<JavaAccess<?>> target(
            String text, java.util.function.Predicate<AccessTarget> test) {
        return DescribedPredicate.describe(text, access -> test.test(access.getTarget()));
    }
}
