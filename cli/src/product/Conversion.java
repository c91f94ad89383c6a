import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** What lies between the types of a functional interface and those of the code behind it. */
final class Conversion {
    private Conversion() {}

    /**
     * Makes of the value on the stack what is wanted; what was promised tells the wrapper where a type variable hides
     * it.
     */
    static void convert(CodeBuilder code, ClassDesc from, ClassDesc promised, ClassDesc to) {
        if (to.equals(ConstantDescs.CD_void)) {
            drop(code, from);
        } else if (from.isPrimitive() && to.isPrimitive()) {
            widen(code, from, to);
        } else if (from.isPrimitive()) {
            ClassDesc boxed = boxed(from);
            code.invokestatic(boxed, "valueOf", MethodTypeDesc.of(boxed, from));
        } else if (to.isPrimitive()) {
            ClassDesc wrapper = unboxed(promised) != null ? promised : unboxed(from) != null ? from : boxed(to);
            ClassDesc bare = unboxed(wrapper);
            cast(code, from, wrapper);
            code.invokevirtual(wrapper, bare.displayName() + "Value", MethodTypeDesc.of(bare));
            widen(code, bare, to);
        } else {
            cast(code, from, to);
        }
    }

    /** A cast where one is needed. */
    static void cast(CodeBuilder code, ClassDesc from, ClassDesc to) {
        if (!to.isPrimitive() && !to.equals(from) && !to.equals(ConstantDescs.CD_Object)) {
            code.checkcast(to);
        }
    }

    private static void drop(CodeBuilder code, ClassDesc from) {
        switch (TypeKind.from(from).slotSize()) {
            case 1 -> code.pop();
            case 2 -> code.pop2();
            default -> {}
        }
    }

    private static void widen(CodeBuilder code, ClassDesc from, ClassDesc to) {
        TypeKind before = TypeKind.from(from).asLoadable();
        TypeKind after = TypeKind.from(to).asLoadable();
        if (before != after) {
            code.conversion(before, after);
        }
    }

    /** The class whose objects hold one such value. */
    static ClassDesc boxed(ClassDesc primitive) {
        return switch (TypeKind.from(primitive)) {
            case BOOLEAN -> ConstantDescs.CD_Boolean;
            case BYTE -> ConstantDescs.CD_Byte;
            case CHAR -> ConstantDescs.CD_Character;
            case SHORT -> ConstantDescs.CD_Short;
            case INT -> ConstantDescs.CD_Integer;
            case LONG -> ConstantDescs.CD_Long;
            case FLOAT -> ConstantDescs.CD_Float;
            case DOUBLE -> ConstantDescs.CD_Double;
            case REFERENCE, VOID -> throw new IllegalArgumentException(primitive.displayName());
        };
    }

    private static ClassDesc unboxed(ClassDesc type) {
        for (TypeKind kind : TypeKind.values()) {
            if (kind != TypeKind.REFERENCE
                    && kind != TypeKind.VOID
                    && boxed(kind.upperBound()).equals(type)) {
                return kind.upperBound();
            }
        }
        return null;
    }
}
