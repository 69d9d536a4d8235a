package dev.mesoschaos.conformance.bed;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.mesoschaos.mesosclient.AgentClient;
import dev.mesoschaos.mesosclient.Credentials;
import dev.mesoschaos.mesosclient.LeaderSource;
import dev.mesoschaos.mesosclient.MasterAddress;
import dev.mesoschaos.mesosclient.MesosException;
import dev.mesoschaos.mesosclient.MesosHttp;
import dev.mesoschaos.mesosclient.MesosHttpBuilder;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.cluster.Cluster;
import dev.mesoschaos.scenarios.cluster.DaemonControl;
import dev.mesoschaos.scenarios.cluster.Facts;
import dev.mesoschaos.scenarios.cluster.Host;
import dev.mesoschaos.scenarios.cluster.Role;
import dev.mesoschaos.scenarios.cluster.Shell;
import dev.mesoschaos.scenarios.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.agent.Protos.Response.GetContainers.Container;
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;

/** What one test has in hand: a cluster in its steady state, and powers over it that are undone after the test. */
public final class Bed {

    /** A test takes no longer than this. */
    public static final Duration LIMIT = Duration.ofSeconds(150);

    /** What has no time of its own comes within this. */
    public static final Duration SOON = Duration.ofSeconds(15);

    /** What waits for nothing comes within this: less than any timeout here, and enough for a machine that hiccups. */
    public static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final Cluster cluster;
    private final Facts facts;
    private final OperatorClient operators;
    private final Optional<Credentials> credentials;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Clock clock = Clock.system();

    Bed(Cluster cluster, Facts facts, MesosHttp http, Optional<Credentials> credentials) {
        this.cluster = cluster;
        this.facts = facts;
        this.operators = new OperatorClient(http, LeaderSource.of(cluster.masters().stream().map(Bed::master).toList()));
        this.credentials = credentials;
    }

    /** The present moment. */
    public Instant now() {
        return clock.now();
    }

    /** The cluster's timings. */
    public Facts facts() {
        return facts;
    }

    public Cluster cluster() {
        return cluster;
    }

    /** Calls of operators to the leading master. */
    public OperatorClient operators() {
        return operators;
    }

    /** All hosts of a role. */
    public List<Host> hosts(Role role) {
        return cluster.topology().of(role);
    }

    /** Name of the n-th agent's host, from 1. */
    public String agent(int ordinal) {
        return hosts(Role.AGENT).get(ordinal - 1).name();
    }

    /** The address of a host's daemon. */
    public Address address(String host) {
        return cluster.route(cluster.topology().host(host).orElseThrow().service());
    }

    /** Asks the daemon of a host. */
    public Reply ask(String host, Ask ask) {
        try {
            return Connection.exchange(address(host), ask);
        } catch (IOException e) {
            throw new UncheckedIOException("no answer of " + host + " to " + ask.method() + " " + ask.path(), e);
        }
    }

    /** The answer of a daemon, when it gives one. */
    public Optional<Reply> tryAsk(String host, Ask ask) {
        try {
            return Optional.of(Connection.exchange(address(host), ask));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The host of the leading master; waits for one. */
    public String leader() {
        return await("a leader").atMost(SOON).pollInterval(LOOK_EVERY).until(this::leads, Optional::isPresent).orElseThrow();
    }

    /** The host of the master that leads and serves now. */
    public Optional<String> leads() {
        return hosts(Role.MASTER).stream()
                .map(Host::name)
                .filter(host -> tryAsk(host, asOperator(Ask.plainly("GET_MASTER"))).filter(reply -> reply.status() == 200).isPresent())
                .findFirst();
    }

    /** The hosts of the other masters. */
    public List<String> followers() {
        String leader = leader();
        return hosts(Role.MASTER).stream().map(Host::name).filter(name -> !name.equals(leader)).toList();
    }

    /** Asks the leading master. */
    public Reply askLeader(Ask ask) {
        return ask(leader(), ask);
    }

    /** A framework at the leading master that acknowledges updates. */
    public Framework framework(FrameworkInfo.Builder info) {
        return framework(info.build(), true, ask -> ask);
    }

    /** A framework at the leading master. */
    public Framework framework(FrameworkInfo info, boolean acknowledging, UnaryOperator<Ask> change) {
        Framework framework = Framework.subscribe(address(leader()), info, acknowledging, change);
        opened.add(() -> {
            tryAsk(leader(), asOperator(Ask.operator(Calls.teardown(framework.id()))));
            framework.close();
        });
        return framework;
    }

    /** A subscription that may be refused. */
    public Scheduler subscribe(Ask ask) {
        Scheduler scheduler = Scheduler.subscribe(address(leader()), ask, event -> {});
        opened.add(scheduler);
        return scheduler;
    }

    /** An operator's subscription. */
    public Operator operator() throws InterruptedException {
        Operator operator = Operator.listen(operators);
        opened.add(operator);
        return operator;
    }

    /** Power over daemons; skips the test where there is none. */
    public DaemonControl daemons() {
        return cluster.power(DaemonControl.class).orElseGet(() -> abort("the cluster gives no power over its daemons"));
    }

    /** Commands on hosts; skips the test where hosts have no network of their own. */
    public Shell shell() {
        return cluster.power(Shell.class)
                .orElseGet(() -> abort("hosts have no network of their own here: the network is " + cluster.network()));
    }

    /** Drops all packets between a host and all others, this process included. */
    public Wall cutOff(String host) {
        return wall(host, Stream.concat(
                Stream.of(cluster.harnessAddress()), addresses(host, Role.MASTER, Role.ZOOKEEPER, Role.AGENT)));
    }

    /** Drops all packets between a host and the hosts of some roles. */
    public Wall cut(String host, Role... roles) {
        return wall(host, addresses(host, roles));
    }

    private Stream<String> addresses(String except, Role... roles) {
        return Stream.of(roles)
                .flatMap(role -> hosts(role).stream())
                .filter(other -> !other.name().equals(except))
                .map(other -> other.service().host());
    }

    private Wall wall(String host, Stream<String> peers) {
        Shell shell = shell();
        if (!shell.run(host, "nft", "list", "tables").ok()) {
            abort("packets cannot be dropped on " + host + ": install nftables");
        }
        Wall wall = Wall.around(shell, host, peers.toList());
        opened.add(wall);
        return wall;
    }

    /**
     * How many processes of a host have a text in their command line; -1 where commands cannot be run on hosts.
     *
     * @param text of letters, digits and blanks
     */
    public int processes(String host, String text) {
        // The brackets keep the search from finding itself.
        String pattern = "[" + text.charAt(0) + "]" + text.substring(1);
        String script = "for f in /proc/[0-9]*/cmdline; do tr '\\0' ' ' <$f 2>/dev/null | grep -q '" + pattern
                + "' && echo $f; done; true";
        return cluster.power(Shell.class)
                .map(shell -> (int) shell.run(host, "sh", "-c", script).stdout().lines().count())
                .orElse(-1);
    }

    /** Deletes the znode of the leading master. */
    public void deleteLeadersZnode() throws Exception {
        Znodes.deleteLeader(cluster.zookeeper());
    }

    /** The leading master's view of an agent, unless it is unreachable or gone. */
    public Optional<Agent> registered(String host) {
        return operators.agents().getAgentsList().stream()
                .filter(agent -> agent.getAgentInfo().getHostname().equals(host))
                .findFirst();
    }

    /** Whether an agent believes that it is registered; not when it gives no answer. */
    public boolean isRegistered(String host) {
        try {
            return 1 == askAgent(host, agent -> agent.metrics(SOON)).getOrDefault("slave/registered", 0.0);
        } catch (MesosException e) {
            return false;
        }
    }

    /** The id of an agent. */
    public AgentID agentId(String host) {
        return registered(host).orElseThrow(() -> new AssertionError(host + " is not registered")).getAgentInfo().getId();
    }

    /** The containers of an agent, those of task groups' tasks apart. */
    public List<Container> containers(String host) {
        return askAgent(host, agent -> agent.containers(false, false));
    }

    private <T> T askAgent(String host, Function<AgentClient, T> question) {
        // On a connection of its own: one from before would be broken when the agent was restarted meanwhile.
        try (MesosHttp fresh = http(cluster, credentials)) {
            return question.apply(new AgentClient(fresh, master(address(host))));
        }
    }

    /** Waits until the leading master has an agent that is active. */
    public void awaitActive(String host) {
        await(host + " to be active").atMost(Duration.ofSeconds(40)).pollInterval(LOOK_EVERY).ignoreExceptionsInstanceOf(MesosException.class)
                .until(() -> registered(host).filter(Agent::getActive).isPresent());
    }

    /** Undoes everything, the last first; goes on when something cannot be undone, and says so at the end. */
    void undo() {
        List<Exception> failures = new ArrayList<>();
        for (AutoCloseable one : opened.reversed()) {
            try {
                one.close();
            } catch (Exception e) {
                failures.add(e);
            }
        }
        new SteadyState(this).restore();
        if (!failures.isEmpty()) {
            throw new IllegalStateException("a power was not undone: " + failures, failures.getFirst());
        }
    }

    static MesosHttp http(Cluster cluster, Optional<Credentials> credentials) {
        MesosHttpBuilder http = MesosHttp.builder()
                .route(advertised -> master(cluster.route(new Address(advertised.host(), advertised.port()))));
        credentials.ifPresent(http::credentials);
        return http.build();
    }

    /** A request with the credentials of an operator, where masters ask for them. */
    private Ask asOperator(Ask ask) {
        return credentials.map(known -> ask.as(known.principal(), known.secret())).orElse(ask);
    }

    private static MasterAddress master(Address address) {
        return new MasterAddress(address.host(), address.port());
    }
}
