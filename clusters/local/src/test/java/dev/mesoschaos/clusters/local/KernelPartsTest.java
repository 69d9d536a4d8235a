package dev.mesoschaos.clusters.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.cluster.Capability;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KernelPartsTest {

    private static final Set<Capability> PARTS =
            EnumSet.of(Capability.NETEM, Capability.SHAPING, Capability.PACKET_FILTER);

    private final List<String> tried = new ArrayList<>();

    private Shell.Result without(String part, List<String> command) {
        tried.add(String.join(" ", command));
        return new Shell.Result(command.getLast().contains(part) ? 2 : 0, "", "");
    }

    @Test
    void aKernelWithoutNetemLacksNothingElse() {
        assertThat(KernelParts.missing(PARTS, Enclosure.Kind.NAMESPACES, command -> without("netem", command)))
                .containsOnlyKeys(Capability.NETEM)
                .extractingByKey(Capability.NETEM)
                .asString()
                .contains("modprobe sch_netem");
    }

    @Test
    void whatNobodyNeedsIsNotTried() {
        assertThat(KernelParts.missing(
                        EnumSet.allOf(Capability.class), Enclosure.Kind.NAMESPACES, command -> without("nothing", command)))
                .isEmpty();
        assertThat(tried).hasSize(PARTS.size());
        tried.clear();

        KernelParts.missing(Set.of(Capability.POWER), Enclosure.Kind.NAMESPACES, command -> without("nothing", command));
        assertThat(tried).isEmpty();
    }

    @Test
    void trialsAreMadeInNamespacesThatAreThrownAway() {
        KernelParts.missing(PARTS, Enclosure.Kind.NAMESPACES, command -> without("nothing", command));
        assertThat(tried).allMatch(command -> command.startsWith("unshare --net -- sh -c ip link add name trial"));
        tried.clear();

        KernelParts.missing(PARTS, Enclosure.Kind.USER_NAMESPACES, command -> without("nothing", command));
        assertThat(tried).allMatch(command -> command.startsWith("unshare --net --user --map-root-user -- "));
    }

    @Test
    void hostsThatAreLoopbackAddressesHaveNoKernelPartOfTheirOwn() {
        assertThat(KernelParts.missing(PARTS, Enclosure.Kind.PROXIED, command -> without("nothing", command)))
                .containsOnlyKeys(PARTS);
        assertThat(tried).isEmpty();
    }

    @Test
    void aTrialThatCannotBeStartedSaysTheSame() {
        assertThat(KernelParts.missing(Set.of(Capability.NETEM), Enclosure.Kind.NAMESPACES, command -> {
                    throw new ClusterException("no unshare");
                }))
                .containsOnlyKeys(Capability.NETEM);
    }
}
