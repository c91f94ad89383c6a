package tiryaq.treatment.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tiryaq.index.Availability;

class SettlingTest {
    private final List<String> asked = new ArrayList<>();

    private Availability index(String name, String version) {
        asked.add(name + " " + version);
        return switch (name) {
            case "here" -> new Availability.Here();
            case "gone" -> new Availability.Nowhere();
            case "silent" -> new Availability.Unknown("offline");
            default -> new Availability.Nearest("1.17.0");
        };
    }

    @Test
    void keepsWhatHasAWheelAndMovesOnlyWhatHasNone() {
        Settled settled = Settling.settle(
                List.of(
                        pinned("zeta", "1.0", false),
                        pinned("moving", "1.16.0", true),
                        pinned("here", "2.0", true),
                        pinned("silent", "3.0", true),
                        Wanted.any("whatever"),
                        pinned("ZETA", "9", false)),
                this::index);
        assertThat(settled.requirements())
                .containsExactly("here==2.0", "moving==1.17.0", "silent==3.0", "whatever", "zeta==1.0");
        assertThat(settled.moved()).containsExactly(new Settled.Moved("moving", "1.16.0", "1.17.0"));
        assertThat(settled.refused()).isEmpty();
        assertThat(asked).as("only what is bound to another Python").hasSize(3);
    }

    @Test
    void sameOriginOrRefused() {
        Settled settled = Settling.settle(
                List.of(
                        new Wanted(
                                "edit",
                                "1",
                                Origin.of("{\"url\":\"file:///x\",\"dir_info\":{\"editable\":true}}"),
                                false),
                        new Wanted("folder", "1", Origin.of("{\"dir_info\":{},\"url\":\"file:///x\"}"), false),
                        new Wanted(
                                "vcs",
                                "1",
                                Origin.of(
                                        "{\"url\":\"https://h/r\",\"vcs_info\":{\"vcs\":\"git\",\"commit_id\":\"a\"}}"),
                                false),
                        new Wanted(
                                "sdist",
                                "1",
                                Origin.of("{\"url\":\"https://h/s-1.tar.gz\",\"archive_info\":{}}"),
                                false),
                        new Wanted(
                                "wheel",
                                "1",
                                Origin.of(
                                        "{\"url\":\"https://h/w-1-py3-none-any.whl\",\"archive_info\":{\"hash\":\"x\"}}"),
                                false),
                        pinned("local", "2.1+cu121", true),
                        pinned("gone", "1", true),
                        new Wanted("apt", null, new Origin.SystemPackage("python3-apt"), false)),
                this::index);
        assertThat(settled.requirements()).containsExactly("wheel @ https://h/w-1-py3-none-any.whl");
        assertThat(settled.refused())
                .extracting(Settled.Refused::name, Settled.Refused::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("apt", Settled.Reason.FROM_SYSTEM),
                        org.assertj.core.groups.Tuple.tuple("edit", Settled.Reason.EDITABLE),
                        org.assertj.core.groups.Tuple.tuple("folder", Settled.Reason.FROM_FOLDER),
                        org.assertj.core.groups.Tuple.tuple("gone", Settled.Reason.NO_WHEEL),
                        org.assertj.core.groups.Tuple.tuple("local", Settled.Reason.LOCAL_VERSION),
                        org.assertj.core.groups.Tuple.tuple("sdist", Settled.Reason.FROM_SOURCE_ARCHIVE),
                        org.assertj.core.groups.Tuple.tuple("vcs", Settled.Reason.FROM_REPOSITORY));
    }

    @Test
    void relaxesOneAndKeepsTheRest() {
        Settled settled = new Settled(List.of("a-b==1.0", "c==2.0", "d==1+cu1"), List.of(), List.of());
        Settled relaxed = Settling.relaxed(settled, "A_b==1.0");
        assertThat(relaxed.requirements()).containsExactly("a-b", "c==2.0", "d==1+cu1");
        assertThat(relaxed.moved()).containsExactly(new Settled.Moved("a-b", "1.0", null));
        assertThat(Settling.relaxed(settled, "d").requirements()).isEqualTo(settled.requirements());
        Settled named = Settling.relaxed(settled, "A_b==1.0", (name, version) -> new Availability.Nearest("1.2"));
        assertThat(named.requirements()).contains("a-b==1.2");
        assertThat(named.moved()).containsExactly(new Settled.Moved("a-b", "1.0", "1.2"));
    }

    private static Wanted pinned(String name, String version, boolean bound) {
        return new Wanted(name, version, Origin.INDEX, bound);
    }
}
