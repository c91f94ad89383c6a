package tiryaq.index;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tiryaq.packaging.NativeName;
import tiryaq.python.Identifier;
import tiryaq.python.TopLevelNames;

/**
 * What the source of a wheel that is here makes, as far as its text tells.
 *
 * @param folder that has the wheel itself, or what it installs
 * @param files what it installs, relative
 */
record WheelNames(Path folder, List<String> files) {
    /** No source of a package's front is longer. */
    private static final int MOST = 1 << 20;

    WheelNames {
        files = List.copyOf(files);
    }

    /** Whether a module may have a name: it makes it, or takes names in bulk and some file beside it speaks of it. */
    boolean makes(String module, String name) throws IOException {
        String path = module.replace('.', '/');
        String front = files.contains(path + ".py") ? path + ".py" : path + "/__init__.py";
        String text = text(front);
        if (!files.contains(front) || text.isEmpty() || TopLevelNames.has(text, name)) {
            return true;
        }
        if (!text.contains("import *") && !text.contains("__getattr__") && !text.contains("globals(")) {
            return false;
        }
        for (String file : files) {
            boolean beside = file.startsWith(path + "/");
            if (beside
                    && (NativeName.isNative(file) || (file.endsWith(".py") && Identifier.standsIn(text(file), name)))) {
                return true;
            }
        }
        return false;
    }

    private String text(String file) throws IOException {
        Path installed = folder.resolve(file).normalize();
        if (installed.startsWith(folder) && Files.isRegularFile(installed)) {
            try (InputStream in = Files.newInputStream(installed)) {
                return new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
            }
        }
        try (var wheels = Files.newDirectoryStream(folder, "*.whl")) {
            for (Path wheel : wheels) {
                try (ZipFile zip = new ZipFile(wheel.toFile())) {
                    ZipEntry entry = zip.getEntry(file);
                    if (entry != null) {
                        try (InputStream in = zip.getInputStream(entry)) {
                            return new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
                        }
                    }
                }
            }
        }
        return "";
    }
}
