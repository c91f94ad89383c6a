package tiryaq.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that were linked ahead do what the JDK's own bootstrap methods make of the same source. */
class LinkAheadTest {
    private static final String SOURCE = """
            package sample;

            import java.util.*;

            public class Sample {
                sealed interface Shape {
                    default String kind() {
                        return switch (this) {
                            case Circle c when c.radius() > 9 -> "big circle";
                            case Circle c -> "circle";
                            case Box(Point(var x, var y), Point(Integer p, String q)) -> "box " + x + y + p + q;
                            case Box box -> "other box";
                        };
                    }
                }

                record Circle(double radius) implements Shape {}

                record Box(Point<?, ?> from, Point<?, ?> to) implements Shape {}

                record Point<A, B>(A x, B y) {}

                record Nothing() {}

                record All(boolean z, byte b, char c, short s, int i, long l, float f, double d, Object o, int[] a) {}

                enum Colour { RED, BLUE }

                static String any(Object o) {
                    return switch (o) {
                        case null -> "null";
                        case String s when s.isEmpty() -> "empty";
                        case String s -> s;
                        case Integer i when i > 3 -> "many";
                        case int[] numbers -> "array " + numbers.length;
                        case Colour.RED -> "red";
                        case Comparable<?> other -> "comparable";
                        default -> "object";
                    };
                }

                static All all(double d, float f, Object o) {
                    return new All(true, (byte) -1, 'x', (short) -300, 1 << 30, 1L << 40, f, d, o, null);
                }

                public static void main(String[] args) {
                    for (Shape shape : List.of(
                            new Circle(10), new Circle(1), new Box(new Point<>(1, 2), new Point<>(3, "q")),
                            new Box(new Point<>(1, 2), new Point<>("no", "q")))) {
                        System.out.println(shape.kind() + " " + shape + " " + shape.hashCode());
                    }
                    for (Object o : new Object[] {null, "", "s", 3, 4, new int[2], Colour.RED, Colour.BLUE, new Object()}) {
                        System.out.println(any(o));
                    }
                    List<All> values = List.of(
                            all(0.0, 0f, "o"), all(-0.0, 0f, "o"), all(Double.NaN, 0f, "o"), all(Double.NaN, 0f, "o"),
                            all(0.0, Float.NaN, "o"), all(0.0, -0f, null), all(0.0, 0f, List.of()));
                    for (All one : values) {
                        System.out.println(one + " " + one.hashCode());
                        for (All other : values) {
                            System.out.print(one.equals(other) + " ");
                        }
                    }
                    System.out.println(new Nothing() + " " + new Nothing().equals(new Nothing()) + new Nothing().hashCode());
                    System.out.println(new Nothing().equals(null) + " " + values.getFirst().equals("other"));
                }
            }
            """;

    @TempDir
    private Path room;

    private Path plain = Path.of("");
    private Path linked = Path.of("");

    @BeforeEach
    void link() throws Exception {
        Path source = Files.writeString(room.resolve("Sample.java"), SOURCE);
        Path functions = copy("Functions.java");
        plain = room.resolve("plain");
        linked = room.resolve("linked");
        run("javac", "-d", plain.toString(), source.toString(), functions.toString());
        link(plain, linked, "");
    }

    private void link(Path classes, Path to, String beside) throws Exception {
        Path jar = room.resolve(to.getFileName() + ".jar");
        run("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        String tool = Path.of("src/product/LinkAhead.java").toAbsolutePath().toString();
        run("java", "-cp", jar + File.pathSeparator + beside, tool, jar.toString(), to.toString());
    }

    @Test
    void behavesAsBefore() throws Exception {
        String expected = run("java", "-cp", plain.toString(), "sample.Sample");

        assertThat(expected).contains("big circle", "box 123q", "comparable", "Nothing[]");
        assertThat(run("java", "-Xverify:all", "-cp", linked.toString(), "sample.Sample"))
                .isEqualTo(expected);
    }

    @Test
    void lambdasBehaveAsBefore() throws Exception {
        String expected = run("java", "-cp", plain.toString(), "sample.Functions");

        assertThat(expected).contains("derived from base", "of another class", "serial", "8 10 12 14 16.0");
        assertThat(run("java", "-Xverify:all", "-cp", linked.toString(), "sample.Functions"))
                .isEqualTo(expected);
    }

    /** What is tested elsewhere is not linked. */
    @Test
    void allOfOurClassesPassTheVerifier() throws Exception {
        Path core = Path.of("../core/target/classes").toRealPath();
        Path cli = Path.of("target/classes").toRealPath();
        String libraries = String.join(
                File.pathSeparator,
                cli.toString(),
                core.toString(),
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path", ""));
        link(core, room.resolve("core"), libraries);
        link(cli, room.resolve("cli"), libraries);
        String path = String.join(
                File.pathSeparator,
                room.resolve("cli").toString(),
                room.resolve("core").toString(),
                libraries);
        Path loader = copy("LoadAll.java");

        assertThat(run(
                        "java",
                        "-Xverify:all",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        path,
                        loader.toString(),
                        room.resolve("core").toString(),
                        room.resolve("cli").toString()))
                .isEqualTo("all\n");
    }

    private Path copy(String source) throws IOException {
        Path copied = room.resolve(source);
        try (InputStream text = LinkAheadTest.class.getResourceAsStream(source + ".txt")) {
            Files.copy(Objects.requireNonNull(text), copied);
        }
        return copied;
    }

    @Test
    void oneClassHoldsTheLambdasOfANest() throws IOException {
        try (Stream<Path> files = Files.walk(linked)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.contains("Linked"))
                    .containsExactly("Functions$Linked.class");
        }
    }

    @Test
    void leavesNothingToTheFirstUse() throws IOException {
        List<String> before = bootstraps(plain);
        List<String> after = bootstraps(linked);

        assertThat(before).contains("typeSwitch:kind", "typeSwitch:any", "bootstrap:equals", "metafactory:main");
        assertThat(after)
                .as("a label that is no type stays with the JDK, and what can be written to a stream")
                .containsExactlyInAnyOrder(
                        "typeSwitch:any", "altMetafactory:main", "altMetafactory:$deserializeLambda$");
    }

    /** The bootstrap method and the method of each call site that is linked at run time. */
    private static List<String> bootstraps(Path folder) throws IOException {
        List<String> sites = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    (Iterable<Path>) files.filter(each -> each.toString().endsWith(".class"))::iterator) {
                ClassModel model = ClassFile.of().parse(file);
                for (MethodModel method : model.methods()) {
                    method.code()
                            .ifPresent(
                                    code -> add(sites, code, method.methodName().stringValue()));
                }
            }
        }
        return sites;
    }

    private static void add(List<String> sites, CodeModel code, String method) {
        code.forEach(element -> {
            if (element instanceof InvokeDynamicInstruction site
                    && !site.bootstrapMethod().owner().displayName().equals("StringConcatFactory")) {
                sites.add(site.bootstrapMethod().methodName() + ":" + method);
            }
        });
    }

    private String run(String tool, String... words) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(List.of(words));
        Path output = room.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
