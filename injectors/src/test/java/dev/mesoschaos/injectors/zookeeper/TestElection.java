package dev.mesoschaos.injectors.zookeeper;

import dev.mesoschaos.scenarios.cluster.Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;

/** An election on a real server, with candidates as masters write them. */
final class TestElection implements AutoCloseable {

    private final String server;
    private final List<ZooKeeper> sessions = new ArrayList<>();

    TestElection(Address server) throws Exception {
        this.server = server.toString();
        ZooKeeper first = Sessions.open(this.server, Sessions.CONNECT);
        sessions.add(first);
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
        sessions.add(session);
        String info = "{\"address\":{\"hostname\":\"%s\",\"ip\":\"%s\",\"port\":%d}}"
                .formatted(master.host(), master.host(), master.port());
        session.create("/mesos/json.info_", info.getBytes(StandardCharsets.UTF_8), Ids.OPEN_ACL_UNSAFE,
                CreateMode.EPHEMERAL_SEQUENTIAL);
        return expired;
    }

    /** Names of all candidates' nodes, in order. */
    List<String> nodes() throws Exception {
        return sessions.getFirst().getChildren("/mesos", false).stream().sorted().toList();
    }

    @Override
    public void close() {
        Sessions.closeAll(sessions);
    }
}
