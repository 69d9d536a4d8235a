package dev.mesoschaos.testbed.cache;

import dev.mesoschaos.mesosclient.LeaderSource;
import dev.mesoschaos.mesosclient.MasterAddress;
import dev.mesoschaos.mesosclient.MesosException;
import dev.mesoschaos.mesosclient.MesosHttp;
import dev.mesoschaos.mesosclient.SchedulerClient;
import dev.mesoschaos.mesosclient.SchedulerListener;
import dev.mesoschaos.testbed.process.Announcement;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Runs one task to its end, so that master and agent do everything once. Takes the master's {@code ip:port}. */
public final class TrainingFramework implements SchedulerListener {

    private static final long LIMIT_SECONDS = 15;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicReference<SchedulerClient> client = new AtomicReference<>();

    private TrainingFramework() {}

    /** Returns when the task has ended, or there was no time for it. */
    public static void main(String[] arguments) throws InterruptedException {
        MasterAddress master = MasterAddress.parse(arguments[0]);
        FrameworkInfo info = FrameworkInfo.newBuilder()
                .setName("training")
                .setUser(System.getProperty("user.name"))
                .addRoles("training")
                .addCapabilities(capability(FrameworkInfo.Capability.Type.MULTI_ROLE))
                .addCapabilities(capability(FrameworkInfo.Capability.Type.PARTITION_AWARE))
                .build();
        TrainingFramework listener = new TrainingFramework();
        try (SchedulerClient client =
                new SchedulerClient(MesosHttp.standard(), LeaderSource.of(List.of(master)), info, listener)) {
            listener.client.set(client);
            client.start();
            listener.finished.await(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        Announcement.listening(new InetSocketAddress(master.host(), master.port()));
    }

    @Override
    public void subscribed(FrameworkID id, MasterInfo master) {
        // The offer that follows is what is waited for.
    }

    @Override
    public void event(Event event) {
        try {
            if (event.getType() == Event.Type.OFFERS) {
                event.getOffers().getOffersList().forEach(this::launch);
            } else if (event.getType() == Event.Type.UPDATE) {
                client.get().acknowledge(event.getUpdate().getStatus());
                if (event.getUpdate().getStatus().getState() == TaskState.TASK_FINISHED) {
                    finished.countDown();
                }
            }
        } catch (MesosException e) {
            // A training that goes wrong trains less; nothing depends on it.
            finished.countDown();
        }
    }

    private void launch(Offer offer) {
        TaskInfo task = TaskInfo.newBuilder()
                .setName("training")
                .setTaskId(TaskID.newBuilder().setValue("training-" + offer.getId().getValue()))
                .setAgentId(offer.getAgentId())
                .addAllResources(offer.getResourcesList())
                .setCommand(CommandInfo.newBuilder().setValue("exit 0"))
                .build();
        Offer.Operation launch = Offer.Operation.newBuilder()
                .setType(Offer.Operation.Type.LAUNCH)
                .setLaunch(Offer.Operation.Launch.newBuilder().addTaskInfos(task))
                .build();
        client.get().accept(List.of(offer.getId()), List.of(launch), Filters.getDefaultInstance());
    }

    @Override
    public void gap(Throwable why) {
        // The client subscribes again by itself.
    }

    @Override
    public void failed(String message) {
        finished.countDown();
    }

    private static FrameworkInfo.Capability capability(FrameworkInfo.Capability.Type type) {
        return FrameworkInfo.Capability.newBuilder().setType(type).build();
    }
}
