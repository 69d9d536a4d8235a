package dev.mesoschaos.mesosclient;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Event;
import org.apache.mesos.v1.master.Protos.Response;
import org.apache.mesos.v1.master.Protos.Response.GetAgents;
import org.apache.mesos.v1.master.Protos.Response.GetExecutors;
import org.apache.mesos.v1.master.Protos.Response.GetFrameworks;
import org.apache.mesos.v1.master.Protos.Response.GetMaster;
import org.apache.mesos.v1.master.Protos.Response.GetOperations;
import org.apache.mesos.v1.master.Protos.Response.GetRoles;
import org.apache.mesos.v1.master.Protos.Response.GetState;
import org.apache.mesos.v1.master.Protos.Response.GetTasks;

/**
 * The operator API of the leading master (mesos-facts 1.3), found through all masters that the source knows. What can be
 * asked of the cluster is here; what changes it is in {@link #agentControl}, {@link #maintenance} and {@link #resources};
 * what every process tells of itself is in {@link #leader}. Reads leave out what the principal may not see, instead of being
 * refused.
 *
 * <p>Every method throws {@link MesosException} when there is no leader now, or it does not take the call. Safe for many
 * threads.
 */
public final class OperatorClient {

    static final String PATH = "/api/v1";

    private final MesosHttp http;
    private final LeaderSource leaders;
    private final ProcessPages pages;

    public OperatorClient(MesosHttp http, LeaderSource leaders) {
        this.http = http;
        this.leaders = leaders;
        this.pages = new ProcessPages(http);
    }

    /**
     * Sends any call but SUBSCRIBE to the leading master. The answer to a call that only changes something is the empty
     * message.
     *
     * <p>Another master is asked only when it is certain that the call had no effect, and not when the time was up.
     */
    public Response call(Call call) {
        return ask(call).content();
    }

    private Answer<Response> ask(Call call) {
        refuseSubscribe(call);
        Set<MasterAddress> asked = new HashSet<>();
        while (true) {
            MasterAddress master = leaders.current();
            asked.add(master);
            try {
                Answer<Response> answer =
                        http.post(master, PATH, call, Optional.empty(), Response.getDefaultInstance());
                leaders.confirmed(answer.from());
                return answer;
            } catch (MesosException.Unreachable | MesosException.Unavailable e) {
                leaders.suspect(master);
                if (!mayAskAnother(call, e) || asked.contains(leaders.current())) {
                    throw e;
                }
            }
        }
    }

    /**
     * Sends any call but SUBSCRIBE to exactly this master.
     *
     * @throws MesosException.Unavailable when it does not lead
     */
    public Response call(MasterAddress master, Call call) {
        refuseSubscribe(call);
        return http.postHere(master, PATH, call, Response.getDefaultInstance());
    }

    /** GET_AGENTS: the agents that the leading master has registered or recovered; not the unreachable ones. */
    public GetAgents agents() {
        return get(Call.Type.GET_AGENTS).getGetAgents();
    }

    /** GET_TASKS: the tasks that the leading master knows: active, unreachable, completed. */
    public GetTasks tasks() {
        return get(Call.Type.GET_TASKS).getGetTasks();
    }

    /** GET_EXECUTORS: the executors that the leading master knows, without those of command tasks. */
    public GetExecutors executors() {
        return get(Call.Type.GET_EXECUTORS).getGetExecutors();
    }

    /** GET_FRAMEWORKS: the frameworks that the leading master knows: active and completed. */
    public GetFrameworks frameworks() {
        return get(Call.Type.GET_FRAMEWORKS).getGetFrameworks();
    }

    /** GET_OPERATIONS: operations on resources that are under way, or wait for their acknowledgement. */
    public GetOperations operations() {
        return get(Call.Type.GET_OPERATIONS).getGetOperations();
    }

    /** GET_ROLES: the roles that are in use, with weight, frameworks and allocated resources. */
    public GetRoles roles() {
        return get(Call.Type.GET_ROLES).getGetRoles();
    }

    /** GET_STATE: tasks, executors, frameworks and agents at one moment. */
    public GetState state() {
        return get(Call.Type.GET_STATE).getGetState();
    }

    /** GET_MASTER: who leads. */
    public MasterInfo master() {
        return mastership().getMasterInfo();
    }

    /** GET_MASTER: who leads, and since when it runs and leads, in seconds since 1970. */
    public GetMaster mastership() {
        return get(Call.Type.GET_MASTER).getGetMaster();
    }

    /** TEARDOWN: ends a framework and all its tasks. 400 when the master knows no such framework. */
    public void teardown(FrameworkID framework) {
        call(Call.newBuilder().setType(Call.Type.TEARDOWN)
                .setTeardown(Call.Teardown.newBuilder().setFrameworkId(framework)).build());
    }

    /** What ends or rests agents. */
    public AgentControl agentControl() {
        return new AgentControl(this);
    }

    /** The maintenance of machines. */
    public Maintenance maintenance() {
        return new Maintenance(this);
    }

    /** Reservations, volumes, quota and weights. */
    public ResourceControl resources() {
        return new ResourceControl(this);
    }

    /** What the leading master tells of itself as a process: version, flags, metrics, logging, files. */
    public MasterProcess leader() {
        return new MasterProcess(this);
    }

    /** Whether this master or agent answers as alive at all; says nothing about leading or recovering. Never throws. */
    public boolean health(MasterAddress process) {
        return pages.health(process);
    }

    /** The flags that this master or agent runs with, by name; asked of a follower it answers for itself. */
    public Map<String, String> flags(MasterAddress process) {
        return pages.flags(process);
    }

    /** The metrics of this master or agent, by name; asked of a follower it answers for itself (mesos-facts 9). */
    public Map<String, Double> metrics(MasterAddress process) {
        return pages.metrics(process);
    }

    /** The ids of the agents that were marked gone, from the registry of the leading master (mesos-facts 1.4). */
    public Set<String> gone() {
        return pages.gone(ask(Call.newBuilder().setType(Call.Type.GET_MASTER).build()).from());
    }

    /**
     * SUBSCRIBE: listens to the leading master until the result is closed, over any number of leaders (mesos-facts 2.2).
     * Returns at once.
     */
    public Subscription subscribe(OperatorListener listener) {
        SubscriptionLoop<Event> loop =
                new SubscriptionLoop<>("mesos-operator", http, leaders, PATH, new OperatorSession(listener));
        loop.start();
        return loop;
    }

    /** Sends a call whose answer has the type of the call. */
    Response get(Call.Builder call) {
        Answer<Response> answer = ask(call.build());
        if (!answer.content().getType().name().equals(call.getType().name())) {
            throw new MesosException.Malformed("a " + answer.content().getType() + " came from " + answer.from()
                    + " as the answer to " + call.getType(), null);
        }
        return answer.content();
    }

    Response get(Call.Type type) {
        return get(Call.newBuilder().setType(type));
    }

    private static void refuseSubscribe(Call call) {
        if (call.getType() == Call.Type.SUBSCRIBE) {
            throw new IllegalArgumentException("SUBSCRIBE has no single answer: use subscribe(listener)");
        }
    }

    private static boolean mayAskAnother(Call call, MesosException e) {
        if (!(e instanceof MesosException.Unreachable unreachable) || !unreachable.sent()) {
            return true;
        }
        boolean onlyReads = call.getType().name().startsWith("GET_");
        return onlyReads && !unreachable.timedOut();
    }
}
