package dev.mesoschaos.clusters.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mesoschaos.scenarios.cluster.Capability;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which network a scenario gets when its user has not chosen one. */
class SuitedNetworkTest {

    private static final List<Set<Capability>> PROXIES_ONLY = List.of(Set.of(Capability.ALL_LINKS));
    private static final List<Set<Capability>> ANYWHERE = List.of(Set.of(Capability.POWER));
    private static final List<Set<Capability>> NAMESPACES_ONLY = List.of(Set.of(Capability.HOST_NETWORK));

    private final LocalProvider provider = new LocalProvider();

    private Map<String, String> suited(List<List<Set<Capability>>> faults, Map<String, String> settings) {
        return provider.suited(faults, settings);
    }

    @Test
    void whatOnlyProxiesCanDoGetsThem() {
        assertThat(suited(List.of(ANYWHERE, PROXIES_ONLY), Map.of("toxiproxy.address", "127.0.0.1:1")))
                .as("proxied anyway")
                .containsOnlyKeys("toxiproxy.address");
        Map<String, String> suited = suited(List.of(ANYWHERE, PROXIES_ONLY), Map.of());
        assertThat(Enclosure.choose(suited).kind()).isEqualTo(Enclosure.Kind.PROXIED);
    }

    @Test
    void whatCanBeDoneAsItIsStaysAsItIs() {
        assertThat(suited(List.of(ANYWHERE), Map.of())).isEmpty();
        assertThat(suited(List.of(), Map.of())).isEmpty();
    }

    @Test
    void theUsersChoiceIsNotChanged() {
        Map<String, String> chosen = Map.of(Enclosure.NETWORK, "proxied");
        assertThat(suited(List.of(NAMESPACES_ONLY), chosen)).isEqualTo(chosen);
    }

    @Test
    void whatNoNetworkCanDoIsSkippedWhereItWouldHaveRun() {
        assertThat(suited(List.of(NAMESPACES_ONLY, PROXIES_ONLY), Map.of())).isEmpty();
    }

    @Test
    void theReportTellsWhyItIsProxied() {
        assertThat(Enclosure.choose(Map.of(Enclosure.NETWORK, "proxied", Enclosure.REASON, "because")).words())
                .isEqualTo("proxied (because)");
    }
}
