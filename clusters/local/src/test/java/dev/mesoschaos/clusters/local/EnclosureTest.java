package dev.mesoschaos.clusters.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.Shell;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class EnclosureTest {

    private static final Map<String, String> AUTO = Map.of();

    @Test
    void rootNeedsNoUserNamespace() {
        Enclosure enclosure = Enclosure.choose(AUTO, machine(command -> true));

        assertThat(enclosure.kind()).isEqualTo(Enclosure.Kind.NAMESPACES);
        assertThat(String.join(" ", enclosure.command()))
                .startsWith("setsid ")
                .contains("--kill-child")
                .doesNotContain("--user");
    }

    @Test
    void anOrdinaryUserGetsAUserNamespace() {
        Enclosure enclosure = Enclosure.choose(AUTO, machine(command -> command.contains("--user")));

        assertThat(enclosure.kind()).isEqualTo(Enclosure.Kind.USER_NAMESPACES);
        assertThat(String.join(" ", enclosure.command())).contains("--user --map-root-user");
    }

    @Test
    void withoutNamespacesTheNetworkIsProxiedAndSaysWhy() {
        Enclosure enclosure = Enclosure.choose(AUTO, machine(command -> !command.contains("--fork")
                && !command.contains("--user")));

        assertThat(enclosure.kind()).isEqualTo(Enclosure.Kind.PROXIED);
        assertThat(enclosure.command()).containsExactly("setsid");
        assertThat(enclosure.words()).contains("user namespaces are not allowed here");
    }

    @Test
    void aMissingProgramIsNamedWithItsPackage() {
        assertThat(Enclosure.choose(AUTO, machine(command -> !command.contains("unshare"))).words())
                .contains("install util-linux");
        assertThat(Enclosure.choose(AUTO, machine(command -> command.equals(List.of("unshare", "--version")))).words())
                .contains("install iproute2");
    }

    @Test
    void namespacesAskedForAndNotToBeHadAreAnError() {
        assertThatThrownBy(() -> Enclosure.choose(Map.of("cluster.network", "namespaces"), machine(command -> false)))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("install util-linux");
    }

    @Test
    void aProxyServerElsewhereCannotBeReachedFromNamespaces() {
        Enclosure enclosure =
                Enclosure.choose(Map.of("toxiproxy.address", "localhost:8474"), machine(command -> true));

        assertThat(enclosure.words()).isEqualTo("proxied (toxiproxy.address cannot be reached from namespaces)");
    }

    @Test
    void anUnknownNetworkIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Enclosure.choose(Map.of("cluster.network", "bridged"), machine(command -> true)))
                .hasMessageContaining("auto, namespaces or proxied");
    }

    @Test
    void aProcessInsideKnowsWhatItDiesWith() {
        assertThat(Enclosure.inside(Map.of("MESOS_CHAOS_ENCLOSURE", "USER_NAMESPACES:12-3456")))
                .contains(new Enclosure.Inside(Enclosure.Kind.USER_NAMESPACES, "12-3456"));
        assertThat(Enclosure.inside(Map.of())).isEmpty();
    }

    private static Function<List<String>, Shell.Result> machine(Predicate<List<String>> allows) {
        return command -> new Shell.Result(allows.test(command) ? 0 : 1, "", "");
    }
}
