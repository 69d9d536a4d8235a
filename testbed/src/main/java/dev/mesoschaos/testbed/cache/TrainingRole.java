package dev.mesoschaos.testbed.cache;

import java.util.List;
import java.util.Map;

/**
 * A process of the cluster, as a part of the training.
 *
 * @param name by which later roles refer to its address
 * @param main its main class, by name so that roles of other modules can take part
 * @param flags its flags, in which <code>{dir}</code> is the work directory, <code>{ip1}</code> and so on are loopback
 *     addresses of this training, and <code>{name}</code> is the {@code ip:port} that an earlier role announced
 * @param requests paths to get from it over HTTP
 */
record TrainingRole(String name, String main, List<String> flags, List<String> requests) {

    private static final String ENSEMBLE = "--servers=1={ip1}:2888:3888,2={ip2}:2888:3888,3={ip3}:2888:3888";
    private static final String ZOOKEEPER = "dev.mesoschaos.testbed.zookeeper.ZooKeeperMain";

    private static final String MESOS_ZOOKEEPER = "--zk=zk://{zookeeper}/mesos";

    TrainingRole {
        flags = List.copyOf(flags);
        requests = List.copyOf(requests);
    }

    /** All roles, in the order in which they start. */
    static List<TrainingRole> all() {
        return List.of(
                new TrainingRole("zookeeper", ZOOKEEPER,
                        List.of("--client_port=0", "--data_dir={dir}/zookeeper"), List.of()),
                member(1),
                member(2),
                member(3),
                new TrainingRole("proxy", "dev.mesoschaos.testbed.proxy.ProxyMain",
                        List.of("--port=0"), List.of("/version", "/proxies")),
                new TrainingRole("master", "dev.mesoschaos.testbed.master.MasterMain",
                        List.of("--ip={ip1}", "--port=0", "--hostname={ip1}", "--quorum=1", MESOS_ZOOKEEPER,
                                "--work_dir={dir}/master"), List.of()),
                new TrainingRole("agent", "dev.mesoschaos.testbed.agent.AgentMain",
                        List.of("--ip={ip2}", "--port=0", "--hostname={ip2}", MESOS_ZOOKEEPER.replace("zk=", "master="),
                                "--work_dir={dir}/agent", "--resources=cpus:1;mem:64;disk:64;ports:[31000-31009]",
                                "--registration_backoff_factor=100ms"),
                        List.of("/state", "/metrics/snapshot")),
                new TrainingRole("framework", "dev.mesoschaos.testbed.cache.TrainingFramework",
                        List.of("{master}"), List.of("/state", "/metrics/snapshot", "/flags")));
    }

    /** The flags with every reference filled in. */
    String[] flags(Map<String, String> references) {
        return flags.stream().map(flag -> fill(flag, references)).toArray(String[]::new);
    }

    private static String fill(String flag, Map<String, String> references) {
        String filled = flag;
        for (Map.Entry<String, String> reference : references.entrySet()) {
            filled = filled.replace("{" + reference.getKey() + "}", reference.getValue());
        }
        return filled;
    }

    private static TrainingRole member(int id) {
        return new TrainingRole("member" + id, ZOOKEEPER, List.of(
                "--id=" + id, "--ip={ip" + id + "}", "--data_dir={dir}/member" + id, ENSEMBLE), List.of());
    }
}
