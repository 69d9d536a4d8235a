package dev.mesoschaos.mesosclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;
import org.apache.mesos.v1.master.Protos.Response.GetAgents;
import org.apache.mesos.v1.master.Protos.Response.GetFrameworks;
import org.apache.mesos.v1.master.Protos.Response.GetState;
import org.apache.mesos.v1.master.Protos.Response.GetTasks;

/**
 * The operator API of masters and agents (mesos-facts 1.3 to 1.5). Safe for many threads.
 */
public final class OperatorClient {

    private static final String PATH = "/api/v1";
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private final MesosHttp http;
    private final LeaderSource leaders;

    public OperatorClient(MesosHttp http, LeaderSource leaders) {
        this.http = http;
        this.leaders = leaders;
    }

    /**
     * Sends a call to the leading master, finding it through all masters that the source knows. The answer to a call that
     * only changes something is the empty message.
     *
     * <p>Another master is asked only when it is certain that the call had no effect, and not when the time was up.
     *
     * @throws MesosException when there is no leader now, or it does not take the call
     */
    public Response call(Call call) {
        Set<MasterAddress> asked = new HashSet<>();
        while (true) {
            MasterAddress master = leaders.current();
            asked.add(master);
            try {
                Answer answer = http.post(master, PATH, call, Optional.empty());
                leaders.confirmed(answer.from());
                return answer.as(http.format(), Response.getDefaultInstance());
            } catch (MesosException.Unreachable | MesosException.Unavailable e) {
                leaders.suspect(master);
                if (!mayAskAnother(call, e) || asked.contains(leaders.current())) {
                    throw e;
                }
            }
        }
    }

    /**
     * Sends a call to exactly this master.
     *
     * @throws MesosException.Unavailable when it does not lead
     */
    public Response call(MasterAddress master, Call call) {
        return http.postHere(master, PATH, call).as(http.format(), Response.getDefaultInstance());
    }

    /**
     * Sends a call to an agent.
     *
     * @throws MesosException.Unavailable while the agent recovers
     */
    public org.apache.mesos.v1.agent.Protos.Response call(
            MasterAddress agent, org.apache.mesos.v1.agent.Protos.Call call) {
        return http.postHere(agent, PATH, call)
                .as(http.format(), org.apache.mesos.v1.agent.Protos.Response.getDefaultInstance());
    }

    /** The agents that the leading master has registered or recovered; not the unreachable ones. */
    public GetAgents agents() {
        return get(Call.Type.GET_AGENTS).getGetAgents();
    }

    /** The tasks that the leading master knows: active, unreachable, completed. */
    public GetTasks tasks() {
        return get(Call.Type.GET_TASKS).getGetTasks();
    }

    /** The frameworks that the leading master knows: active and completed. */
    public GetFrameworks frameworks() {
        return get(Call.Type.GET_FRAMEWORKS).getGetFrameworks();
    }

    /** Who leads. */
    public MasterInfo master() {
        return get(Call.Type.GET_MASTER).getGetMaster().getMasterInfo();
    }

    /** Tasks, executors, frameworks and agents at one moment. */
    public GetState state() {
        return get(Call.Type.GET_STATE).getGetState();
    }

    /** Whether this master or agent answers as alive at all; says nothing about leading or recovering. */
    public boolean health(MasterAddress process) {
        try {
            http.getHere(process, "/health");
            return true;
        } catch (MesosException e) {
            return false;
        }
    }

    /** The flags that this master or agent runs with, by name; asked of a follower it answers for itself. */
    public Map<String, String> flags(MasterAddress process) {
        Map<String, String> flags = new TreeMap<>();
        json(process, "/flags").path("flags").properties().forEach(
                flag -> flags.put(flag.getKey(), flag.getValue().asText()));
        return flags;
    }

    /** The metrics of this master or agent, by name; asked of a follower it answers for itself (mesos-facts 9). */
    public Map<String, Double> metrics(MasterAddress process) {
        Map<String, Double> metrics = new TreeMap<>();
        json(process, "/metrics/snapshot").properties().stream().filter(metric -> metric.getValue().isNumber()).forEach(
                metric -> metrics.put(metric.getKey(), metric.getValue().doubleValue()));
        return metrics;
    }

    /** Listens to the leading master until the subscription is closed, over any number of leaders. */
    public Subscription subscribe(OperatorListener listener) {
        SubscriptionLoop<org.apache.mesos.v1.master.Protos.Event> loop =
                new SubscriptionLoop<>("mesos-operator", http, leaders, PATH, new OperatorSession(listener));
        loop.start();
        return loop;
    }

    private static boolean mayAskAnother(Call call, MesosException e) {
        if (!(e instanceof MesosException.Unreachable unreachable) || !unreachable.sent()) {
            return true;
        }
        boolean onlyReads = call.getType().name().startsWith("GET_");
        return onlyReads && !unreachable.timedOut();
    }

    private Response get(Call.Type type) {
        Response response = call(Call.newBuilder().setType(type).build());
        if (response.getType() != Response.Type.valueOf(type.name())) {
            throw new MesosException.Malformed("a " + response.getType() + " came as the answer to " + type, null);
        }
        return response;
    }

    private JsonNode json(MasterAddress process, String path) {
        Answer answer = http.getHere(process, path);
        try {
            return MAPPER.readTree(answer.body().string(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new MesosException.Malformed(process + path + " answers no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
