package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.Address;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;

/** An election on a real server, with candidates as masters write them. */
final class TestElection implements AutoCloseable {

    private final String server;
    private final ZooKeeper first;
    private final Map<Address, ZooKeeper> masters = new HashMap<>();

    TestElection(Address server) throws Exception {
        this.server = server.toString();
        first = Sessions.open(this.server, Sessions.CONNECT);
        for (String path : List.of("/mesos", "/mesos/log_replicas")) {
            first.create(path, new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        }
    }

    String url() {
        return "zk://" + server + "/mesos";
    }

    /** A master becomes a candidate; completes with the end of its session, when somebody else ends that. */
    AtomicBoolean candidate(Address master) throws Exception {
        AtomicBoolean expired = new AtomicBoolean();
        ZooKeeper session = Sessions.open(server, Sessions.CONNECT);
        session.register(event -> {
            if (event.getState() == KeeperState.Expired) {
                expired.set(true);
            }
        });
        Sessions.close(masters.put(master, session));
        String info = "{\"address\":{\"hostname\":\"%s\",\"ip\":\"%s\",\"port\":%d}}"
                .formatted(master.host(), master.host(), master.port());
        session.create("/mesos/json.info_", info.getBytes(StandardCharsets.UTF_8), Ids.OPEN_ACL_UNSAFE,
                CreateMode.EPHEMERAL_SEQUENTIAL);
        return expired;
    }

    /** A master that is no candidate any more ends, and its supervisor starts it again. */
    void supervise(Address master) throws Exception {
        for (String node : nodes()) {
            byte[] data = node.startsWith("json.info_")
                    ? first.getData("/mesos/" + node, false, null) : new byte[0];
            if (new String(data, StandardCharsets.UTF_8).contains(master.host())) {
                return;
            }
        }
        candidate(master);
    }

    /** Names of all candidates' nodes, in order. */
    List<String> nodes() throws Exception {
        return first.getChildren("/mesos", false).stream().sorted().toList();
    }

    @Override
    public void close() {
        Sessions.closeAll(Stream.concat(Stream.of(first), masters.values().stream()).toList());
    }
}
