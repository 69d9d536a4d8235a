package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.Links;
import dev.mesoschaos.testbed.election.LeaderDetector;
import dev.mesoschaos.testbed.election.ZooKeeperSession;
import dev.mesoschaos.testbed.flags.ZooKeeperUrl;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.MasterInfo;

/** Finds the leading master for {@code --master}, which is {@code zk://host:port,.../path} or {@code host:port}. */
public final class Masters {

    private Masters() {}

    /**
     * Tells {@code leader} the leader's {@code ip:port} when it is known and on each change, on any thread.
     *
     * @param links how to reach the ZooKeeper servers
     * @param session the session timeout to ask ZooKeeper for
     * @throws IllegalArgumentException when {@code master} is neither form
     */
    public static void follow(String master, Links links, Duration session, Consumer<Optional<String>> leader) {
        if (ZooKeeperUrl.matches(master)) {
            followZooKeeper(ZooKeeperUrl.parse(master), links, session, leader);
        } else if (master.matches("[^:/]+:\\d+")) {
            leader.accept(Optional.of(master));
        } else {
            throw new IllegalArgumentException(
                    "Failed to load flag 'master': '" + master + "' is neither zk://host:port,.../path nor host:port");
        }
    }

    private static void followZooKeeper(
            ZooKeeperUrl url, Links links, Duration timeout, Consumer<Optional<String>> leader) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("zookeeper").daemon().factory());
        ZooKeeperSession session = new ZooKeeperSession(url.connectString(links::via), timeout, thread);
        LeaderDetector unused =
                new LeaderDetector(session, url.path(), thread, info -> leader.accept(info.map(Masters::address)));
        session.open();
    }

    private static String address(MasterInfo info) {
        return info.getAddress().getIp() + ":" + info.getAddress().getPort();
    }
}
