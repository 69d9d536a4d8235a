package dev.mesoschaos.mesosclient;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.FileInfo;
import org.apache.mesos.v1.Protos.Flag;
import org.apache.mesos.v1.Protos.Image;
import org.apache.mesos.v1.Protos.VersionInfo;
import org.apache.mesos.v1.agent.Protos.Call;
import org.apache.mesos.v1.agent.Protos.Response;

/**
 * The operator API of one agent (mesos-facts 1.5). An agent never redirects. Every method throws {@link MesosException};
 * while the agent recovers it is {@link MesosException.Unavailable}. Safe for many threads.
 */
public final class AgentClient {

    private static final Set<Call.Type> STREAMING = Set.of(Call.Type.ATTACH_CONTAINER_INPUT,
            Call.Type.ATTACH_CONTAINER_OUTPUT, Call.Type.LAUNCH_NESTED_CONTAINER_SESSION);

    private final MesosHttp http;
    private final MasterAddress agent;

    public AgentClient(MesosHttp http, MasterAddress agent) {
        this.http = http;
        this.agent = agent;
    }

    /**
     * Sends any call but those that stream what a container reads or writes. The answer to a call that only changes
     * something is the empty message. WAIT_CONTAINER and WAIT_NESTED_CONTAINER answer when the container has ended, for
     * which the call's time limit must be long enough.
     */
    public Response call(Call call) {
        if (STREAMING.contains(call.getType())) {
            throw new IllegalArgumentException(call.getType() + " streams to or from a container, which is not supported");
        }
        return http.postHere(agent, OperatorClient.PATH, call, Response.getDefaultInstance());
    }

    /** GET_AGENT: what it is, and how it drains if it does. */
    public Response.GetAgent agent() {
        return get(Call.Type.GET_AGENT).getGetAgent();
    }

    /** GET_STATE: tasks, executors and frameworks at one moment. */
    public Response.GetState state() {
        return get(Call.Type.GET_STATE).getGetState();
    }

    /** GET_TASKS: pending, queued, launched, terminated, completed. */
    public Response.GetTasks tasks() {
        return get(Call.Type.GET_TASKS).getGetTasks();
    }

    /** GET_EXECUTORS: running and completed. */
    public Response.GetExecutors executors() {
        return get(Call.Type.GET_EXECUTORS).getGetExecutors();
    }

    /** GET_FRAMEWORKS: that have or had executors here. */
    public Response.GetFrameworks frameworks() {
        return get(Call.Type.GET_FRAMEWORKS).getGetFrameworks();
    }

    /** GET_OPERATIONS: on its resources. */
    public Response.GetOperations operations() {
        return get(Call.Type.GET_OPERATIONS).getGetOperations();
    }

    /** GET_RESOURCE_PROVIDERS: that it runs. */
    public Response.GetResourceProviders resourceProviders() {
        return get(Call.Type.GET_RESOURCE_PROVIDERS).getGetResourceProviders();
    }

    /**
     * GET_CONTAINERS: with what they use and may use (mesos-facts 10).
     *
     * @param nested also those inside of others
     * @param standalone also those that belong to no framework
     */
    public List<Response.GetContainers.Container> containers(boolean nested, boolean standalone) {
        return get(Call.newBuilder().setType(Call.Type.GET_CONTAINERS).setGetContainers(Call.GetContainers.newBuilder()
                .setShowNested(nested).setShowStandalone(standalone))).getGetContainers().getContainersList();
    }

    /** GET_HEALTH: whether the agent says that it is well. */
    public boolean health() {
        return get(Call.Type.GET_HEALTH).getGetHealth().getHealthy();
    }

    /** GET_VERSION: of Mesos and of its build. */
    public VersionInfo version() {
        return get(Call.Type.GET_VERSION).getGetVersion().getVersionInfo();
    }

    /** GET_FLAGS: by name. */
    public Map<String, String> flags() {
        Map<String, String> flags = new TreeMap<>();
        for (Flag flag : get(Call.Type.GET_FLAGS).getGetFlags().getFlagsList()) {
            flags.put(flag.getName(), flag.getValue());
        }
        return flags;
    }

    /**
     * GET_METRICS: by name (mesos-facts 9).
     *
     * @param atMost how long the agent may collect; those not ready by then are missing
     */
    public Map<String, Double> metrics(Duration atMost) {
        Map<String, Double> metrics = new TreeMap<>();
        get(Call.newBuilder().setType(Call.Type.GET_METRICS)
                        .setGetMetrics(Call.GetMetrics.newBuilder().setTimeout(Lengths.nanoseconds(atMost))))
                .getGetMetrics().getMetricsList().forEach(metric -> metrics.put(metric.getName(), metric.getValue()));
        return metrics;
    }

    /** GET_LOGGING_LEVEL: 0 is usual, higher is more. */
    public int loggingLevel() {
        return get(Call.Type.GET_LOGGING_LEVEL).getGetLoggingLevel().getLevel();
    }

    /** SET_LOGGING_LEVEL: 0 to 3 for some time, after which the level that the agent was started with is back. */
    public void setLoggingLevel(int level, Duration time) {
        call(Call.newBuilder().setType(Call.Type.SET_LOGGING_LEVEL).setSetLoggingLevel(
                Call.SetLoggingLevel.newBuilder().setLevel(level).setDuration(Lengths.nanoseconds(time))).build());
    }

    /** LIST_FILES: in a sandbox or another directory that the agent shows. 404 without a text when there is none. */
    public List<FileInfo> listFiles(String path) {
        return get(Call.newBuilder().setType(Call.Type.LIST_FILES)
                .setListFiles(Call.ListFiles.newBuilder().setPath(path))).getListFiles().getFileInfosList();
    }

    /**
     * READ_FILE: a part of a file. 404 without a text when there is none of that path.
     *
     * @param offset of the first byte, from 0
     * @param length at most so many bytes; the agent may send fewer
     */
    public FilePart readFile(String path, long offset, long length) {
        Response.ReadFile read = get(Call.newBuilder().setType(Call.Type.READ_FILE)
                .setReadFile(Call.ReadFile.newBuilder().setPath(path).setOffset(offset).setLength(length))).getReadFile();
        return new FilePart(read.getSize(), read.getData());
    }

    /** PRUNE_IMAGES: deletes the container images that nothing uses, but not these. */
    public void pruneImages(List<Image> keep) {
        call(Call.newBuilder().setType(Call.Type.PRUNE_IMAGES)
                .setPruneImages(Call.PruneImages.newBuilder().addAllExcludedImages(keep)).build());
    }

    private Response get(Call.Type type) {
        return get(Call.newBuilder().setType(type));
    }

    private Response get(Call.Builder call) {
        Response response = call(call.build());
        if (!response.getType().name().equals(call.getType().name())) {
            throw new MesosException.Malformed(
                    "a " + response.getType() + " came from " + agent + " as the answer to " + call.getType(), null);
        }
        return response;
    }
}
