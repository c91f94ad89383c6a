package tiryaq.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tiryaq.binary.NativeHeader.Elf;
import tiryaq.binary.NativeHeader.MachO;
import tiryaq.binary.NativeHeader.NotNative;
import tiryaq.binary.NativeHeader.VersionNeed;

class AgreesWithReadelfTest {
    private static final Map<String, String> MACHINES = Map.of(
            "Advanced Micro Devices X86-64", "x86_64",
            "AArch64", "aarch64",
            "Intel 80386", "i686",
            "ARM", "arm",
            "IBM S/390", "s390x",
            "RISC-V", "riscv64");

    @TempDir
    Path folder;

    @Test
    void onEveryLibraryOfThisMachine() throws Exception {
        List<Path> libraries = RealLibraries.all();
        assumeTrue(!libraries.isEmpty(), "no shared library found");
        Map<String, String> theirs = readelf(libraries);
        int compared = 0;
        CountingMachine machine = new CountingMachine();
        for (Path library : libraries) {
            NativeHeader header = NativeHeader.read(machine, library.toString());
            String dump = theirs.getOrDefault(library.toString(), "");
            if (header instanceof Elf elf) {
                assertThat(ours(elf)).as(library.toString()).isEqualTo(fromReadelf(dump));
                assertThat(elf.isTruncated()).as(library.toString()).isFalse();
                assertThat(elf.size()).isEqualTo(Files.size(library));
                compared++;
            } else {
                assertThat(header).as(library.toString()).isInstanceOfAny(NotNative.class, MachO.class);
                assertThat(dump).as(library.toString()).doesNotContain("Class:");
            }
        }
        assertThat(compared).isGreaterThan(libraries.size() / 2);
        assertThat(machine.reads).as("reads of 4 KiB").isLessThan(compared * 10);
    }

    private Map<String, String> readelf(List<Path> libraries) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        List<String> command = new ArrayList<>(List.of("readelf", "-hldVW"));
        libraries.forEach(library -> command.add(library.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process process;
        try {
            process = builder.start();
        } catch (IOException missing) {
            assumeTrue(false, "readelf is not installed");
            throw missing;
        }
        if (!process.waitFor(100, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("readelf took too long");
        }
        Map<String, String> dumps = new HashMap<>();
        String file = "";
        StringBuilder dump = new StringBuilder();
        for (String line : Files.readAllLines(out, StandardCharsets.ISO_8859_1)) {
            if (line.startsWith("File: ")) {
                dumps.put(file, dump.toString());
                file = line.substring(6);
                dump.setLength(0);
            }
            dump.append(line).append('\n');
        }
        dumps.put(file, dump.toString());
        return dumps;
    }

    private static Map<String, Object> ours(Elf elf) {
        return Map.of(
                "bits", elf.bits(),
                "little", elf.littleEndian(),
                "machine", elf.machine(),
                "type", elf.type().toString(),
                "needed", elf.needed(),
                "names", List.of(elf.soname(), elf.rpath(), elf.runpath(), elf.interpreter()),
                "needs",
                        elf.versionNeeds().stream()
                                .map(VersionNeed::toString)
                                .collect(Collectors.toCollection(TreeSet::new)),
                "stack", elf.executableStack(),
                "tls", elf.staticTls(),
                "sections", elf.sectionHeaders());
    }

    private static Map<String, Object> fromReadelf(String dump) {
        List<String> needed = new ArrayList<>();
        TreeSet<String> needs = new TreeSet<>();
        String[] names = {"", "", "", ""};
        Map<String, Object> facts = new HashMap<>();
        facts.put("stack", false);
        facts.put("tls", false);
        String library = "";
        boolean inNeeds = false;
        for (String line : dump.split("\n", -1)) {
            String text = line.strip();
            if (text.startsWith("Class:")) {
                facts.put("bits", text.endsWith("64") ? 64 : 32);
            } else if (text.startsWith("Data:")) {
                facts.put("little", text.contains("little"));
            } else if (text.startsWith("Machine:")) {
                String machine = text.substring(8).strip();
                facts.put("machine", MACHINES.getOrDefault(machine, machine));
            } else if (text.startsWith("Type: ") && !facts.containsKey("type")) {
                facts.put("type", type(text.substring(6).strip()));
            } else if (text.startsWith("Start of section headers:")) {
                facts.put("sections", !text.contains(" 0 ("));
            } else if (text.contains("(NEEDED)")) {
                needed.add(bracketed(text));
            } else if (text.contains("(SONAME)")) {
                names[0] = bracketed(text);
            } else if (text.contains("(RPATH)")) {
                names[1] = bracketed(text);
            } else if (text.contains("(RUNPATH)")) {
                names[2] = bracketed(text);
            } else if (text.contains("(FLAGS)")) {
                facts.put("tls", text.contains("STATIC_TLS"));
            } else if (text.startsWith("[Requesting program interpreter: ")) {
                names[3] = text.substring(33, text.length() - 1);
            } else if (text.startsWith("GNU_STACK")) {
                facts.put("stack", text.contains("E 0x") || text.contains("RWE"));
            } else if (text.startsWith("Version ")) {
                inNeeds = text.startsWith("Version needs");
            } else if (inNeeds && text.contains("File: ")) {
                library = text.substring(text.indexOf("File: ") + 6, text.indexOf("  Cnt:"));
            } else if (inNeeds && text.contains("Name: ")) {
                String version = text.substring(text.indexOf("Name: ") + 6, text.indexOf("  Flags:"));
                needs.add(new VersionNeed(library, version, text.contains("WEAK")).toString());
            }
        }
        facts.put("needed", needed);
        facts.put("needs", needs);
        facts.put("names", List.of(names));
        return facts;
    }

    private static String type(String text) {
        return switch (text.substring(0, text.indexOf(' '))) {
            case "REL" -> "RELOCATABLE";
            case "EXEC" -> "EXECUTABLE";
            case "DYN" -> "SHARED";
            case "CORE" -> "CORE";
            default -> "OTHER";
        };
    }

    private static String bracketed(String text) {
        return text.substring(text.indexOf('[') + 1, text.length() - 1);
    }
}
