package dev.mesoschaos.testbed.cache;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.mesoschaos.testbed.json.MesosJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;

/** What cluster processes do to each other. */
final class TrainingClients {

    private static final Duration LIMIT = Duration.ofSeconds(10);

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
