package tiryaq.binary;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Smallest files of formats that this machine may have none of, laid out by the formats' own definitions. */
final class Fixtures {
    private Fixtures() {}

    /** A bundle for arm64 (or for x86_64) that needs one library and macOS 11.0, with one segment and a signature. */
    static byte[] machO(boolean intel) {
        ByteBuffer file = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0xfeedfacf)
                .putInt(intel ? 0x01000007 : 0x0100000c)
                .putInt(intel ? 3 : 0)
                .putInt(8);
        file.putInt(5).putInt(72 + 56 + 24 + 32 + 16).putInt(0x85).putInt(0);
        file.putInt(0x19)
                .putInt(72)
                .put(padded("__TEXT", 16))
                .putLong(0)
                .putLong(0x4000)
                .putLong(0)
                .putLong(1000);
        file.putInt(5).putInt(5).putInt(0).putInt(0);
        file.putInt(0xc).putInt(56).putInt(24).putInt(2).putInt(0x10000).putInt(0x10000);
        file.put(padded("/usr/lib/libSystem.B.dylib", 32));
        file.putInt(0x32).putInt(24).putInt(1).putInt(11 << 16).putInt(12 << 16).putInt(0);
        file.putInt(0x8000001c).putInt(32).putInt(12).put(padded("@loader_path/lib", 20));
        file.putInt(0x1d).putInt(16).putInt(1000).putInt(24);
        return file.array();
    }

    /** Both in one file. */
    static byte[] fat() {
        ByteBuffer file = ByteBuffer.allocate(4096 + 2048).order(ByteOrder.BIG_ENDIAN);
        file.putInt(0xcafebabe).putInt(2);
        file.putInt(0x01000007).putInt(3).putInt(4096).putInt(1024).putInt(12);
        file.putInt(0x0100000c).putInt(0).putInt(5120).putInt(1024).putInt(12);
        file.position(4096).put(machO(true)).put(machO(false));
        return file.array();
    }

    /** A 64-bit DLL that imports python313.dll. */
    static byte[] pe() {
        ByteBuffer file = ByteBuffer.allocate(1536).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'M').put((byte) 'Z').putInt(0x3c, 128);
        file.position(128);
        file.putInt(0x4550)
                .putShort((short) 0x8664)
                .putShort((short) 1)
                .putInt(0)
                .putInt(0)
                .putInt(0);
        file.putShort((short) 240).putShort((short) 0x2022).putShort((short) 0x20b);
        int optional = 128 + 24;
        file.putInt(optional + 108, 16);
        file.putInt(optional + 120, 0x1000).putInt(optional + 124, 40);
        file.position(optional + 240);
        file.put(padded(".rdata", 8)).putInt(512).putInt(0x1000).putInt(512).putInt(1024);
        file.putInt(1024 + 12, 0x1000 + 64);
        file.position(1024 + 64).put(padded("python313.dll", 14));
        return file.array();
    }

    /**
     * A 64-bit library for x86_64 that needs another one, and has a second entry of this tag for {@code libother.so}.
     */
    static byte[] elf(long tag) {
        ByteBuffer file = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).position(16);
        file.putShort((short) 3).putShort((short) 62).putInt(1);
        file.putLong(0).putLong(64).putLong(0).putInt(0);
        file.putShort((short) 64).putShort((short) 56).putShort((short) 2);
        file.putShort((short) 64).putShort((short) 0).putShort((short) 0);
        file.putInt(1)
                .putInt(4)
                .putLong(0)
                .putLong(0)
                .putLong(0)
                .putLong(512)
                .putLong(512)
                .putLong(4096);
        file.putInt(2)
                .putInt(4)
                .putLong(192)
                .putLong(192)
                .putLong(192)
                .putLong(80)
                .putLong(80)
                .putLong(8);
        file.position(192);
        file.putLong(1).putLong(1).putLong(tag).putLong(11);
        file.putLong(5).putLong(320).putLong(10).putLong(64).putLong(0).putLong(0);
        file.position(321);
        file.put(padded("libone.so", 10)).put(padded("libother.so", 12));
        return file.array();
    }

    private static byte[] padded(String text, int length) {
        byte[] bytes = new byte[length];
        byte[] from = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(from, 0, bytes, 0, from.length);
        return bytes;
    }
}
