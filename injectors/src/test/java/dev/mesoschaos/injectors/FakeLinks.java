package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Links;
import java.util.List;

/** Links of a test on some proxy server. */
public record FakeLinks(Address api, List<Link> all) implements Links {

    @Override
    public String server() {
        return "test";
    }
}
