import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.NestMembersAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Links at build time what JDK 25 links at the first use in every start, at 1 to 5 ms each (switches over types, the
 * methods that records have by themselves), or makes a class of its own for (lambdas: each start loads every class of
 * its AOT cache).
 *
 * <p>{@code java -cp JARS LinkAhead.java JAR FOLDER [JAR FOLDER]...} unpacks each jar into its folder with the same
 * classes, in which such a call site is a plain call that does what the bootstrap methods
 * {@link java.lang.runtime.SwitchBootstraps#typeSwitch}, {@link java.lang.runtime.ObjectMethods#bootstrap} and
 * {@link java.lang.invoke.LambdaMetafactory#metafactory} specify. Call sites of any other shape stay as they are.
 */
final class LinkAhead {
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final ClassDesc BUILDER = ClassDesc.of("java.lang.StringBuilder");
    private static final int PRIVATE = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    /** The class path knows the types that meet where branches join; annotations of local variables would not move. */
    private static final ClassFile CLASS_FILE = ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                    ClassHierarchyResolver.ofResourceParsing(ClassLoader.getSystemClassLoader())),
            ClassFile.AttributesProcessingOption.DROP_UNSTABLE_ATTRIBUTES);

    private LinkAhead() {}

    public static void main(String[] args) throws IOException {
        for (int i = 0; i < args.length; i += 2) {
            try (FileSystem jar = FileSystems.newFileSystem(Path.of(args[i]))) {
                unpack(jar, Path.of(args[i + 1]));
            }
        }
    }

    private static void unpack(FileSystem jar, Path folder) throws IOException {
        Path root = jar.getPath("/");
        Map<ClassDesc, Lambdas> nests = new LinkedHashMap<>();
        try (Stream<Path> entries = Files.walk(root)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                Path to = folder.resolve(root.relativize(entry).toString());
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(to);
                } else if (entry.toString().endsWith(".class") && !entry.endsWith("module-info.class")) {
                    Files.write(to, linked(Files.readAllBytes(entry), nests));
                } else {
                    Files.copy(entry, to);
                }
            }
        }
        for (Map.Entry<ClassDesc, Lambdas> nest : nests.entrySet()) {
            if (!nest.getValue().isEmpty()) {
                Path host = file(folder, nest.getKey());
                ClassDesc member = nest.getValue().type();
                Files.write(host, withMember(Files.readAllBytes(host), member));
                Files.write(file(folder, member), nest.getValue().written());
            }
        }
    }

    private static Path file(Path folder, ClassDesc type) {
        String descriptor = type.descriptorString();
        return folder.resolve(descriptor.substring(1, descriptor.length() - 1) + ".class");
    }

    private static byte[] withMember(byte[] host, ClassDesc member) {
        ClassModel model = CLASS_FILE.parse(host);
        List<ClassDesc> members = new ArrayList<>();
        model.findAttribute(Attributes.nestMembers())
                .ifPresent(known -> known.nestMembers().forEach(each -> members.add(each.asSymbol())));
        members.add(member);
        return CLASS_FILE.transformClass(
                model,
                ClassTransform.dropping(NestMembersAttribute.class::isInstance)
                        .andThen(ClassTransform.endHandler(
                                builder -> builder.with(NestMembersAttribute.ofSymbols(members)))));
    }

    private static byte[] linked(byte[] bytes, Map<ClassDesc, Lambdas> nests) {
        ClassModel model = CLASS_FILE.parse(bytes);
        ClassDesc host = model.findAttribute(Attributes.nestHost())
                .map(known -> known.nestHost().asSymbol())
                .orElse(model.thisClass().asSymbol());
        Lambdas lambdas = nests.computeIfAbsent(host, Lambdas::new);
        Sites sites = new Sites(model.thisClass().asSymbol(), model.flags().has(AccessFlag.INTERFACE));
        CodeTransform calls = (builder, element) -> {
            if (!(element instanceof InvokeDynamicInstruction site)
                    || !sites.take(builder, site) && !lambdas.take(sites.owner, builder, site)) {
                builder.with(element);
            }
        };
        return CLASS_FILE.transformClass(
                model, ClassTransform.transformingMethodBodies(calls).andThen(ClassTransform.endHandler(builder -> {
                    for (Site site : sites.taken) {
                        builder.withMethodBody(site.name, site.type, PRIVATE, site.body::write);
                    }
                })));
    }

    private interface Body {
        void write(CodeBuilder code);
    }

    private record Site(String name, MethodTypeDesc type, Body body) {}

    /** The call sites of one class that are linked here. */
    private static final class Sites {
        private final ClassDesc owner;
        private final boolean ofInterface;
        private final List<Site> taken = new ArrayList<>();

        Sites(ClassDesc owner, boolean ofInterface) {
            this.owner = owner;
            this.ofInterface = ofInterface;
        }

        boolean take(CodeBuilder builder, InvokeDynamicInstruction site) {
            Body body = body(site);
            if (body == null) {
                return false;
            }
            String name = "link$" + site.name().stringValue() + "$" + taken.size();
            taken.add(new Site(name, site.typeSymbol(), body));
            builder.invokestatic(owner, name, site.typeSymbol(), ofInterface);
            return true;
        }

        private static Body body(InvokeDynamicInstruction site) {
            DirectMethodHandleDesc bootstrap = site.bootstrapMethod();
            List<ConstantDesc> arguments = site.bootstrapArgs();
            String factory = bootstrap.owner().displayName() + "." + bootstrap.methodName();
            if (factory.equals("SwitchBootstraps.typeSwitch")) {
                return arguments.stream().allMatch(label -> label instanceof ClassDesc type && !type.isPrimitive())
                        ? code -> typeSwitch(code, arguments)
                        : null;
            }
            if (!factory.equals("ObjectMethods.bootstrap")) {
                return null;
            }
            List<DirectMethodHandleDesc> getters = arguments.stream()
                    .skip(2)
                    .map(DirectMethodHandleDesc.class::cast)
                    .toList();
            ClassDesc type = (ClassDesc) arguments.getFirst();
            return switch (site.name().stringValue()) {
                case "equals" -> code -> equality(code, type, getters);
                case "hashCode" -> code -> hash(code, type, getters);
                case "toString" -> code -> text(code, type, getters);
                default -> null;
            };
        }
    }

    /**
     * (target, restart) → the first label from restart on that fits; -1 for null; the number of labels if none does.
     */
    private static void typeSwitch(CodeBuilder code, List<ConstantDesc> labels) {
        Label present = code.newLabel();
        code.aload(0).ifnonnull(present).iconst_m1().ireturn().labelBinding(present);
        for (int i = 0; i < labels.size(); i++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next);
            code.aload(0).instanceOf((ClassDesc) labels.get(i)).ifeq(next);
            code.loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(labels.size()).ireturn();
    }

    private static void equality(CodeBuilder code, ClassDesc type, List<DirectMethodHandleDesc> getters) {
        Label different = code.newLabel();
        code.aload(1).instanceOf(type).ifeq(different);
        for (DirectMethodHandleDesc getter : getters) {
            ClassDesc field = getter.invocationType().returnType();
            code.aload(0).getfield(type, getter.methodName(), field);
            code.aload(1).checkcast(type).getfield(type, getter.methodName(), field);
            switch (TypeKind.from(field)) {
                case REFERENCE -> {
                    MethodTypeDesc equal = MethodTypeDesc.of(
                            ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object);
                    code.invokestatic(OBJECTS, "equals", equal).ifeq(different);
                }
                case LONG -> code.lcmp().ifne(different);
                case FLOAT, DOUBLE ->
                    code.invokestatic(Conversion.boxed(field), "compare", comparing(field))
                            .ifne(different);
                default -> code.if_icmpne(different);
            }
        }
        code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
    }

    private static MethodTypeDesc comparing(ClassDesc field) {
        return MethodTypeDesc.of(ConstantDescs.CD_int, field, field);
    }

    private static void hash(CodeBuilder code, ClassDesc type, List<DirectMethodHandleDesc> getters) {
        code.iconst_0();
        for (DirectMethodHandleDesc getter : getters) {
            ClassDesc field = getter.invocationType().returnType();
            code.bipush(31).imul().aload(0).getfield(type, getter.methodName(), field);
            if (field.isPrimitive()) {
                code.invokestatic(Conversion.boxed(field), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, field));
            } else {
                code.invokestatic(
                        OBJECTS, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object));
            }
            code.iadd();
        }
        code.ireturn();
    }

    private static void text(CodeBuilder code, ClassDesc type, List<DirectMethodHandleDesc> getters) {
        code.new_(BUILDER).dup().invokespecial(BUILDER, "<init>", MethodTypeDesc.of(ConstantDescs.CD_void));
        code.loadConstant(type)
                .invokevirtual(ConstantDescs.CD_Class, "getSimpleName", MethodTypeDesc.of(ConstantDescs.CD_String));
        append(code, ConstantDescs.CD_String);
        String before = "[";
        for (DirectMethodHandleDesc getter : getters) {
            ClassDesc field = getter.invocationType().returnType();
            code.loadConstant(before + getter.methodName() + "=");
            append(code, ConstantDescs.CD_String);
            code.aload(0).getfield(type, getter.methodName(), field);
            append(
                    code,
                    switch (TypeKind.from(field)) {
                        case REFERENCE -> ConstantDescs.CD_Object;
                        case BYTE, SHORT -> ConstantDescs.CD_int;
                        default -> field;
                    });
            before = ", ";
        }
        code.loadConstant(getters.isEmpty() ? "[]" : "]");
        append(code, ConstantDescs.CD_String);
        code.invokevirtual(BUILDER, "toString", MethodTypeDesc.of(ConstantDescs.CD_String))
                .areturn();
    }

    private static void append(CodeBuilder code, ClassDesc what) {
        code.invokevirtual(BUILDER, "append", MethodTypeDesc.of(BUILDER, what));
    }
}
