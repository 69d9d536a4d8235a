package dev.mesoschaos.clusters.local;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Role;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Command lines of the testbed's own daemons; masters and agents in the flags of real ones.
 *
 * @param flags of masters and agents
 * @param linksFile where a host finds which addresses it must dial through proxies
 * @param cgroups where agents keep their tasks, if they are to
 */
record TestbedDaemons(Jvm jvm, MesosFlags flags, Function<HostPlan, Path> linksFile, Cgroups cgroups)
        implements DaemonCommands {

    /** With its ten tasks; half of it is room for the garbage of a GET_STATE. */
    private static final int CROWD_KB_PER_AGENT = 250;

    @Override
    public List<String> of(HostPlan host) {
        Path temp = flags.files().temp(host.name());
        if (host.isSimulator()) {
            return jvm.command(Jvm.Kind.SIMULATOR, crowdMb(), temp, MesosFlags.written(flags.simulator(host)));
        }
        return switch (host.host().role()) {
            case ZOOKEEPER -> jvm.command(Jvm.Kind.ZOOKEEPER, temp, zookeeper(host));
            case MASTER -> jvm.command(Jvm.Kind.MASTER, crowdMb(), temp, written(host, flags.master(host)));
            case AGENT -> jvm.command(Jvm.Kind.AGENT, temp, written(host, agent(host)));
        };
    }

    /** What agents leave in control groups goes with the cluster. */
    private Map<String, String> agent(HostPlan host) {
        Map<String, String> all = new LinkedHashMap<>(flags.agent(host));
        if (cgroups.hierarchy().isPresent()) {
            all.put("cgroups_root", cgroups.root(host.name()));
        }
        return all;
    }

    private List<String> zookeeper(HostPlan host) {
        List<HostPlan> members = flags.layout().of(Role.ZOOKEEPER);
        String servers = members.size() == 1
                ? ""
                : members.stream().map(member -> member(host, member)).collect(Collectors.joining(","));
        boolean proxied = members.stream()
                .map(TestbedDaemons::quorum)
                .anyMatch(peer -> !flags.links().via(host.name(), peer).equals(peer));
        return List.of(
                "--id=" + host.ordinal(),
                "--ip=" + host.address(),
                "--client_port=" + Layout.ZOOKEEPER_PORT,
                "--data_dir=" + flags.files().disk(host.name()).resolve("zookeeper"),
                "--servers=" + servers,
                "--proxied_peers=" + proxied);
    }

    private String member(HostPlan dialling, HostPlan member) {
        Address quorum = flags.links().via(dialling.name(), quorum(member));
        Address election = flags.links().via(dialling.name(), new Address(member.address(), LinkPlan.ELECTION_PORT));
        return member.ordinal() + "=" + quorum + ":" + election.port();
    }

    private static Address quorum(HostPlan member) {
        return new Address(member.address(), LinkPlan.QUORUM_PORT);
    }

    /** What simulated agents and their tasks take of the heap of a master, and of the simulator. */
    private int crowdMb() {
        return flags.spec().simulatedAgents() * CROWD_KB_PER_AGENT / 1000;
    }

    /** What an installed Mesos has no flag for: which addresses must be dialled at proxies. */
    private List<String> written(HostPlan host, Map<String, String> own) {
        Map<String, String> all = new LinkedHashMap<>(own);
        if (!flags.links().from(host.name()).isEmpty()) {
            all.put("links", linksFile.apply(host).toString());
        }
        return MesosFlags.written(all);
    }
}
