package dev.mesoschaos.testbed.cache;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.mesoschaos.mesosclient.LeaderSource;
import dev.mesoschaos.mesosclient.MasterAddress;
import dev.mesoschaos.mesosclient.MesosException;
import dev.mesoschaos.mesosclient.MesosHttp;
import dev.mesoschaos.mesosclient.OperatorClient;
import dev.mesoschaos.mesosclient.SystemTime;
import dev.mesoschaos.testbed.json.MesosJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.master.Protos.Response.GetAgents.Agent;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;

/** What cluster processes do to each other. */
final class TrainingClients {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private TrainingClients() {}

    static void use(TrainingRole role, InetSocketAddress address)
            throws IOException, InterruptedException, KeeperException {
        if (role.name().equals("zookeeper")) {
            useZooKeeper(address);
        }
        OkHttpClient http = new OkHttpClient.Builder().callTimeout(LIMIT).build();
        for (String path : role.requests()) {
            String url = "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + path;
            try (Response response = http.newCall(new Request.Builder().url(url).build()).execute()) {
                response.body().string();
            }
        }
    }

    /** Asks a master for its agents until one is active, or the time is up. */
    static void awaitAgent(String master) throws InterruptedException {
        LongSupplier nanos = SystemTime.nanos();
        long end = nanos.getAsLong() + LIMIT.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        try (MesosHttp http = MesosHttp.standard()) {
            OperatorClient operator = new OperatorClient(http, LeaderSource.of(List.of(MasterAddress.parse(master))));
            while (!hasAgent(operator) && nanos.getAsLong() < end) {
                if (never.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        }
    }

    private static boolean hasAgent(OperatorClient operator) {
        try {
            return operator.agents().getAgentsList().stream().anyMatch(Agent::getActive);
        } catch (MesosException e) {
            return false;
        }
    }

    /** A Mesos message in both encodings. */
    static void useMessages() {
        FrameworkInfo framework = FrameworkInfo.newBuilder().setUser("training").setName("training")
                .setId(FrameworkID.newBuilder().setValue("1")).build();
        Message read = MesosJson.parse(MesosJson.print(framework), FrameworkInfo.newBuilder());
        try {
            if (!FrameworkInfo.parseFrom(read.toByteArray()).equals(read)) {
                throw new IllegalStateException("a message differs after it was read back");
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a message cannot be read back", e);
        }
    }

    private static void useZooKeeper(InetSocketAddress address)
            throws IOException, InterruptedException, KeeperException {
        CountDownLatch connected = new CountDownLatch(1);
        String server = address.getAddress().getHostAddress() + ":" + address.getPort();
        ZooKeeper client = new ZooKeeper(server, Math.toIntExact(LIMIT.toMillis()), event -> {
            if (event.getState() == KeeperState.SyncConnected) {
                connected.countDown();
            }
        });
        try {
            if (connected.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                client.create("/training", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
                client.getData("/training", true, null);
                client.getChildren("/", true);
            }
        } finally {
            client.close();
        }
    }
}
