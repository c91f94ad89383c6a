import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.NestHostAttribute;
import java.lang.classfile.constantpool.ConstantPoolBuilder;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DirectMethodHandleDesc.Kind;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The lambdas and method references of one nest as one class: its objects hold what was captured and the number of
 * their site, and each method of a functional interface branches by that number. What a call does is what
 * {@link java.lang.invoke.LambdaMetafactory} specifies.
 */
final class Lambdas {
    private static final String NUMBER = "site";
    private static final int HIDDEN = ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC;

    private final ClassDesc host;
    private final ClassDesc type;
    private final List<Site> sites = new ArrayList<>();

    /** For the nest of this host. */
    Lambdas(ClassDesc host) {
        this.host = host;
        this.type = host.nested("Linked");
    }

    private record Site(MethodTypeDesc factory, Method method, DirectMethodHandleDesc code, MethodTypeDesc called) {
        /** The types that the code takes, a receiver first. */
        List<ClassDesc> takes() {
            return code.invocationType().parameterList();
        }
    }

    private record Method(String name, MethodTypeDesc type) {}

    private record Field(String name, ClassDesc type) {}

    /** The class that holds them. */
    ClassDesc type() {
        return type;
    }

    boolean isEmpty() {
        return sites.isEmpty();
    }

    /** Puts a plain call in place of a call site of the nest; one that is no lambda, or a special one, stays. */
    boolean take(ClassDesc owner, CodeBuilder builder, InvokeDynamicInstruction call) {
        String factory = call.bootstrapMethod().owner().displayName() + "."
                + call.bootstrapMethod().methodName();
        if (!factory.equals("LambdaMetafactory.metafactory")) {
            return false;
        }
        DirectMethodHandleDesc code =
                (DirectMethodHandleDesc) call.bootstrapArgs().get(1);
        boolean ofSuper =
                code.refKind() == Kind.SPECIAL.refKind && !code.owner().equals(owner);
        if (ofSuper) {
            return false;
        }
        Method method = new Method(
                call.name().stringValue(), (MethodTypeDesc) call.bootstrapArgs().getFirst());
        builder.invokestatic(type, name(sites.size()), call.typeSymbol());
        sites.add(new Site(call.typeSymbol(), method, code, (MethodTypeDesc)
                call.bootstrapArgs().get(2)));
        return true;
    }

    private static String name(int site) {
        return "link$" + site;
    }

    /** The class file. */
    byte[] written() {
        return ClassFile.of().build(type, this::write);
    }

    private void write(ClassBuilder builder) {
        List<Field> fields = fields();
        Set<ClassDesc> interfaces = new LinkedHashSet<>();
        Map<Method, List<Integer>> methods = new LinkedHashMap<>();
        for (int i = 0; i < sites.size(); i++) {
            interfaces.add(sites.get(i).factory.returnType());
            methods.computeIfAbsent(sites.get(i).method, key -> new ArrayList<>())
                    .add(i);
        }
        ConstantPoolBuilder pool = builder.constantPool();
        builder.withFlags(HIDDEN | ClassFile.ACC_SUPER)
                .withInterfaceSymbols(List.copyOf(interfaces))
                .with(NestHostAttribute.of(pool.classEntry(host)));
        MethodTypeDesc made = MethodTypeDesc.of(
                ConstantDescs.CD_void, fields.stream().map(Field::type).toList());
        for (Field field : fields) {
            builder.withField(field.name, field.type, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
        }
        builder.withMethodBody("<init>", made, ClassFile.ACC_PRIVATE, code -> construct(code, fields));
        for (int i = 0; i < sites.size(); i++) {
            int number = i;
            builder.withMethodBody(
                    name(i),
                    sites.get(i).factory,
                    ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                    code -> make(code, number, fields, made));
        }
        methods.forEach((method, numbers) ->
                builder.withMethodBody(method.name, method.type, ClassFile.ACC_PUBLIC, code -> branch(code, numbers)));
    }

    /** The number of the site, and as many of each kind as the site that captures the most of them. */
    private List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field(NUMBER, ConstantDescs.CD_int));
        for (TypeKind kind : TypeKind.values()) {
            int most = (int) sites.stream()
                    .mapToLong(site -> kept(site).filter(kind::equals).count())
                    .max()
                    .orElse(0);
            for (int i = 0; i < most; i++) {
                fields.add(new Field(field(kind, i), kind.upperBound()));
            }
        }
        return fields;
    }

    private static Stream<TypeKind> kept(Site site) {
        return site.factory.parameterList().stream()
                .map(each -> TypeKind.from(each).asLoadable());
    }

    private static String field(TypeKind kind, int index) {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + index;
    }

    private void construct(CodeBuilder code, List<Field> fields) {
        code.aload(0).invokespecial(ConstantDescs.CD_Object, "<init>", MethodTypeDesc.of(ConstantDescs.CD_void));
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            code.aload(0)
                    .loadLocal(TypeKind.from(field.type), code.parameterSlot(i))
                    .putfield(type, field.name, field.type);
        }
        code.return_();
    }

    private void make(CodeBuilder code, int number, List<Field> fields, MethodTypeDesc made) {
        Map<String, Integer> slots = new LinkedHashMap<>();
        Map<TypeKind, Integer> counts = new EnumMap<>(TypeKind.class);
        List<TypeKind> captured = kept(sites.get(number)).toList();
        for (int i = 0; i < captured.size(); i++) {
            int nth = counts.merge(captured.get(i), 1, Integer::sum) - 1;
            slots.put(field(captured.get(i), nth), code.parameterSlot(i));
        }
        code.new_(type).dup().loadConstant(number);
        for (Field field : fields.subList(1, fields.size())) {
            TypeKind kind = TypeKind.from(field.type);
            Integer slot = slots.get(field.name);
            if (slot != null) {
                code.loadLocal(kind, slot);
            } else {
                nothing(code, kind);
            }
        }
        code.invokespecial(type, "<init>", made).areturn();
    }

    private static void nothing(CodeBuilder code, TypeKind kind) {
        switch (kind) {
            case LONG -> code.lconst_0();
            case FLOAT -> code.fconst_0();
            case DOUBLE -> code.dconst_0();
            case REFERENCE -> code.aconst_null();
            default -> code.iconst_0();
        }
    }

    private void branch(CodeBuilder code, List<Integer> numbers) {
        List<SwitchCase> cases = new ArrayList<>();
        for (int number : numbers.subList(1, numbers.size())) {
            cases.add(SwitchCase.of(number, code.newLabel()));
        }
        Label first = code.newLabel();
        if (!cases.isEmpty()) {
            code.aload(0).getfield(type, NUMBER, ConstantDescs.CD_int).lookupswitch(first, cases);
        }
        code.labelBinding(first);
        call(code, sites.get(numbers.getFirst()));
        for (SwitchCase each : cases) {
            code.labelBinding(each.target());
            call(code, sites.get(each.caseValue()));
        }
    }

    private void call(CodeBuilder code, Site site) {
        DirectMethodHandleDesc called = site.code;
        if (called.kind() == Kind.CONSTRUCTOR) {
            code.new_(called.owner()).dup();
        }
        List<ClassDesc> takes = site.takes();
        Map<TypeKind, Integer> counts = new EnumMap<>(TypeKind.class);
        List<TypeKind> captured = kept(site).toList();
        for (int i = 0; i < captured.size(); i++) {
            TypeKind kind = captured.get(i);
            int nth = counts.merge(kind, 1, Integer::sum) - 1;
            code.aload(0).getfield(type, field(kind, nth), kind.upperBound());
            Conversion.cast(code, kind.upperBound(), takes.get(i));
        }
        List<ClassDesc> given = site.method.type.parameterList();
        for (int i = 0; i < given.size(); i++) {
            code.loadLocal(TypeKind.from(given.get(i)), code.parameterSlot(i));
            Conversion.convert(code, given.get(i), site.called.parameterType(i), takes.get(captured.size() + i));
        }
        invoke(code, called);
        ClassDesc returned = site.method.type.returnType();
        Conversion.convert(code, called.invocationType().returnType(), returned, returned);
        code.return_(TypeKind.from(returned));
    }

    private static void invoke(CodeBuilder code, DirectMethodHandleDesc called) {
        ClassDesc owner = called.owner();
        String name = called.methodName();
        MethodTypeDesc type = MethodTypeDesc.ofDescriptor(called.lookupDescriptor());
        switch (called.kind()) {
            case STATIC, INTERFACE_STATIC -> code.invokestatic(owner, name, type, called.isOwnerInterface());
            // A private method of a nest mate needs no more.
            case VIRTUAL, SPECIAL -> code.invokevirtual(owner, name, type);
            case INTERFACE_VIRTUAL, INTERFACE_SPECIAL -> code.invokeinterface(owner, name, type);
            case CONSTRUCTOR -> code.invokespecial(owner, "<init>", type);
            default -> throw new IllegalArgumentException(called.toString());
        }
    }
}
