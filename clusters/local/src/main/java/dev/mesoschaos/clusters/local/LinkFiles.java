package dev.mesoschaos.clusters.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** One file per host with the addresses it must dial through proxies, in the form that testbed processes read. */
record LinkFiles(RunFiles files) {

    /** Writes those that hold anything. */
    static LinkFiles write(LinkPlan links, Layout layout, RunFiles files) {
        LinkFiles written = new LinkFiles(files);
        for (HostPlan host : layout.hosts()) {
            Map<String, String> own = links.from(host.name());
            if (!own.isEmpty()) {
                try {
                    // Not made before it is needed, which in namespaces it is not: making it takes a tenth of a second.
                    new ObjectMapper().writeValue(written.of(host).toFile(), own);
                } catch (IOException e) {
                    throw new ClusterException("the links of " + host.name() + " cannot be written: " + e.getMessage(), e);
                }
            }
        }
        return written;
    }

    /** Where the links of a host are. */
    Path of(HostPlan host) {
        return files.disk(host.name()).resolve("links.json");
    }
}
