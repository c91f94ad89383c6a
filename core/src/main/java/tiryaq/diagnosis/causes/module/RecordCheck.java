package tiryaq.diagnosis.causes.module;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tiryaq.diagnosis.Evidence;
import tiryaq.diagnosis.Evidence.RecordMismatch.Difference;
import tiryaq.digest.Sha256;
import tiryaq.machine.Content;
import tiryaq.machine.FileStatus;
import tiryaq.machine.Machine;
import tiryaq.machine.Paths;
import tiryaq.machine.Problem;
import tiryaq.packaging.DistributionName;
import tiryaq.packaging.NativeName;
import tiryaq.packaging.RecordFile;
import tiryaq.python.Distribution;
import tiryaq.python.Distributions;

/** Compares what a RECORD promises with what the disk holds. */
final class RecordCheck {
    /** So many files nobody edits in one distribution, if they are half of it or more. */
    private static final int FEW = 4;

    private static final int MANY = 400;
    private static final int DIGEST_LIMIT = 4 << 20;
    private static final int NATIVE_LIMIT = 64 << 20;

    private final Machine machine;
    private final Distributions distributions;

    RecordCheck(Machine machine, Distributions distributions) {
        this.machine = machine;
        this.distributions = distributions;
    }

    /** Whether the file is exactly what this distribution installed; true when its RECORD does not say. */
    boolean intact(Distribution distribution, String file) {
        return RecordFile.find(distributions.record(distribution), inner(distribution, file))
                .map(entry -> fault(distribution, entry).isEmpty())
                .orElse(true);
    }

    /** Whether a file has other bytes than this distribution installed, however large it is. */
    boolean otherBytes(Distribution distribution, String file) {
        return RecordFile.find(distributions.record(distribution), inner(distribution, file))
                .filter(entry -> fault(distribution, entry, NATIVE_LIMIT)
                        .filter(Difference.ALTERED::equals)
                        .isPresent())
                .isPresent();
    }

    /** Whether the installer itself may have changed compiled files: conda writes its folders into them. */
    boolean rewritten(Distribution distribution) {
        return machine.read(Paths.join(distribution.metadata(), "INSTALLER"), 0, 64)
                .text()
                .strip()
                .equals("conda");
    }

    /** Another release of the same distribution in the same folder, if a file is exactly the one that it installed. */
    Optional<Distribution> otherRelease(Distribution distribution, String file) {
        for (Distribution other : distributions.all()) {
            if (other.location().equals(distribution.location())
                    && !other.metadata().equals(distribution.metadata())
                    && DistributionName.same(other.name(), distribution.name())
                    && RecordFile.find(distributions.record(other), inner(other, file))
                            .filter(entry -> !entry.digest().isEmpty()
                                    && fault(other, entry).isEmpty())
                            .isPresent()) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    /** Whether so many of its files are not those of the RECORD that no person's edits are the reason. */
    boolean replaced(Distribution distribution) {
        int[] files = {0};
        RecordFile.visit(distributions.record(distribution), entry -> {
            files[0] += loads(entry.path()) ? 1 : 0;
            return files[0] > MANY;
        });
        int altered = mismatches(distribution, Math.max(FEW, Math.min(files[0], MANY) / 2))
                .size();
        return altered >= FEW && 2 * altered >= Math.min(files[0], MANY) - 1;
    }

    /** Whether a file is shorter than what was installed. */
    boolean cutShort(Distribution distribution, String file) {
        long size = machine.stat(file).size();
        return RecordFile.find(distributions.record(distribution), inner(distribution, file))
                .filter(entry -> entry.size() > size)
                .isPresent();
    }

    /**
     * How many of the files that Python does not load are missing; what is compiled when it is needed is none of them.
     */
    int dataMissing(Distribution distribution) {
        int[] missing = {0};
        RecordFile.visit(distributions.record(distribution), entry -> {
            String path = entry.path();
            if (!loads(path)
                    && !path.startsWith("../")
                    && !path.endsWith(".pyc")
                    && !path.contains(".dist-info/")
                    && machine.stat(Paths.absolute(distribution.location(), path))
                                    .kind()
                            == FileStatus.Kind.ABSENT) {
                missing[0]++;
            }
            return false;
        });
        return missing[0];
    }

    /** Files of a distribution that are missing or altered, those that Python loads only; at most {@code most}. */
    List<Evidence.RecordMismatch> mismatches(Distribution distribution, int most) {
        List<Evidence.RecordMismatch> found = new ArrayList<>();
        RecordFile.visit(distributions.record(distribution), entry -> {
            if (loads(entry.path())) {
                fault(distribution, entry)
                        .ifPresent(fault -> found.add(new Evidence.RecordMismatch(
                                Paths.absolute(distribution.location(), entry.path()),
                                distributions.displayName(distribution),
                                distribution.version(),
                                fault)));
            }
            return found.size() >= most;
        });
        return found;
    }

    private static boolean loads(String path) {
        boolean code = path.endsWith(".py") || NativeName.isNative(path) || path.contains(".so.");
        return code && !path.startsWith("../");
    }

    private Optional<Difference> fault(Distribution distribution, RecordFile.Entry entry) {
        return fault(distribution, entry, DIGEST_LIMIT);
    }

    private Optional<Difference> fault(Distribution distribution, RecordFile.Entry entry, int limit) {
        String file = Paths.absolute(distribution.location(), entry.path());
        FileStatus status = machine.stat(file);
        if (status.kind() == FileStatus.Kind.ABSENT) {
            return Optional.of(Difference.MISSING);
        }
        if (status.kind() == FileStatus.Kind.FOLDER) {
            return Optional.of(Difference.ALTERED);
        }
        if (status.kind() != FileStatus.Kind.FILE) {
            return Optional.empty();
        }
        if (entry.size() >= 0 && entry.size() != status.size()) {
            return Optional.of(Difference.ALTERED);
        }
        return entry.algorithm().equals("sha256") && status.size() <= limit && !sameDigest(file, entry, limit)
                ? Optional.of(Difference.ALTERED)
                : Optional.empty();
    }

    private boolean sameDigest(String file, RecordFile.Entry entry, int limit) {
        Content content = machine.read(file, 0, limit);
        if (content.problem() != Problem.NONE) {
            return true;
        }
        String digest = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(content.bytes()));
        return digest.equals(entry.digest());
    }

    private static String inner(Distribution distribution, String file) {
        return file.substring(distribution.location().length() + 1);
    }
}
