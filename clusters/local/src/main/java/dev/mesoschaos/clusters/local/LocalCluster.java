package dev.mesoschaos.clusters.local;

import dev.mesoschaos.mesosclient.MasterAddress;
import dev.mesoschaos.mesosclient.MesosException;
import dev.mesoschaos.mesosclient.MesosHttp;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.cluster.DaemonControl;
import dev.mesoschaos.scenarios.cluster.Environment;
import dev.mesoschaos.scenarios.cluster.EvidenceGrade;
import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.cluster.KillSwitch;
import dev.mesoschaos.scenarios.cluster.Leaders;
import dev.mesoschaos.scenarios.cluster.Links;
import dev.mesoschaos.scenarios.cluster.Power;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Services;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.cluster.Supervision;
import dev.mesoschaos.scenarios.cluster.TaskExecutors;
import dev.mesoschaos.scenarios.cluster.Topology;
import dev.mesoschaos.scenarios.cluster.Uplinks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.master.Protos.Call;

/** The embedded cluster, open. */
final class LocalCluster implements Cluster {

    private final Site site;
    private final EvidenceGrade grade;
    private final Daemons daemons;
    private final OperatorClient masters;
    private final OpenParts parts;
    private final int simulatedAgents;
    private final Map<Class<?>, Object> powers = new HashMap<>();

    LocalCluster(
            Site site,
            EvidenceGrade grade,
            RunFiles files,
            Daemons daemons,
            Optional<ProxiedLinks> links,
            ElectedLeaders leaders,
            MesosHttp http,
            OperatorClient masters,
            OpenParts parts,
            int simulatedAgents) {
        this.simulatedAgents = simulatedAgents;
        this.site = site;
        this.grade = grade;
        this.daemons = daemons;
        this.masters = masters;
        this.parts = parts;
        powers.put(Power.class, new HostPower(site.layout(), site.hosts(), daemons));
        powers.put(DaemonControl.class, new LocalDaemonControl(site.layout(), daemons, files));
        powers.put(Leaders.class, leaders);
        powers.put(KillSwitch.class, leaders.halt());
        links.ifPresent(some -> powers.put(Links.class, some));
        site.uplinks().ifPresent(uplinks -> powers.put(Uplinks.class, uplinks));
        powers.put(Shell.class, site.namespaced()
                ? new NamespaceShell(site.layout(), site.hosts())
                : new LoopbackShell(site.layout(), site.hosts()));
        powers.put(Supervision.class, new HostSupervision(files));
        powers.put(Services.class, new LiveServices(site.layout(), masters));
        powers.put(TaskExecutors.class, new LiveExecutors(site.layout(), http, masters));
    }

    @Override
    public String id() {
        return site.clusterId();
    }

    @Override
    public EvidenceGrade grade() {
        return grade;
    }

    @Override
    public Environment environment() {
        return Environment.THROWAWAY;
    }

    @Override
    public String network() {
        return site.network();
    }

    @Override
    public Topology topology() {
        return site.layout().topology(simulatedAgents);
    }

    @Override
    public double residentMb() {
        return ResidentMemory.megabytes(daemons.andAttendants());
    }

    @Override
    public Facts facts() {
        try {
            MasterInfo leader = masters.master();
            MasterAddress address =
                    new MasterAddress(leader.getAddress().getIp(), leader.getAddress().getPort());
            String version = masters.call(Call.newBuilder().setType(Call.Type.GET_VERSION).build())
                    .getGetVersion()
                    .getVersionInfo()
                    .getVersion();
            return LiveFacts.of(masters.flags(address), version, SessionLimits.ask(zookeeper()));
        } catch (MesosException e) {
            throw new ClusterException("the leading master does not tell its timing: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Address> masters() {
        return site.layout().of(Role.MASTER).stream().map(master -> route(master.host().service())).toList();
    }

    @Override
    public List<Address> zookeeper() {
        return site.layout().of(Role.ZOOKEEPER).stream().map(server -> server.host().service()).toList();
    }

    @Override
    public Optional<String> election() {
        return Optional.of(MesosFlags.zookeeperUrl(zookeeper().stream()));
    }

    @Override
    public Address route(Address service) {
        return site.links().via(Links.HARNESS, service);
    }

    @Override
    public String managementAddress() {
        return site.management();
    }

    @Override
    public String harnessAddress() {
        return site.harness();
    }

    @Override
    public <T> Optional<T> power(Class<T> type) {
        return Optional.ofNullable(powers.get(type)).map(type::cast);
    }

    @Override
    public void close() {
        parts.close();
    }
}
