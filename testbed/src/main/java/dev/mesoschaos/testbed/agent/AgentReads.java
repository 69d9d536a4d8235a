package dev.mesoschaos.testbed.agent;

import dev.mesoschaos.testbed.agent.sandbox.FileDetails;
import dev.mesoschaos.testbed.agent.sandbox.SandboxFiles;
import dev.mesoschaos.testbed.http.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.agent.Protos;
import org.apache.mesos.v1.agent.Protos.Call;
import org.apache.mesos.v1.agent.Protos.Response.GetAgent;
import org.apache.mesos.v1.agent.Protos.Response.GetContainers;
import org.apache.mesos.v1.agent.Protos.Response.GetExecutors;
import org.apache.mesos.v1.agent.Protos.Response.GetFrameworks;
import org.apache.mesos.v1.agent.Protos.Response.GetState;
import org.apache.mesos.v1.agent.Protos.Response.GetTasks;
import org.apache.mesos.v1.agent.Protos.Response.ListFiles;
import org.apache.mesos.v1.agent.Protos.Response.ReadFile;

/** The answers to the calls of the agent's API that ask for what is on the agent (mesos-facts 1.5). */
final class AgentReads {

    private final ContainerReads containers;

    AgentReads(ContainerReads containers) {
        this.containers = containers;
    }

    /**
     * Answers a valid call.
     *
     * @return empty when the call asks for something else
     * @throws Refused when what it asks for is not there
     */
    Optional<Protos.Response.Builder> answer(Call call, AgentSnapshot now) throws Refused {
        Protos.Response.Builder answer = Protos.Response.newBuilder();
        switch (call.getType()) {
            case GET_AGENT -> answer.setGetAgent(agent(now));
            case GET_TASKS -> answer.setGetTasks(tasks(now));
            case GET_EXECUTORS -> answer.setGetExecutors(executors(now));
            case GET_FRAMEWORKS -> answer.setGetFrameworks(frameworks(now));
            case GET_STATE -> answer.setGetState(GetState.newBuilder()
                    .setGetTasks(tasks(now))
                    .setGetExecutors(executors(now))
                    .setGetFrameworks(frameworks(now)));
            case GET_CONTAINERS -> {
                List<GetContainers.Container> all =
                        containers.containers(now, call.getGetContainers().getShowNested());
                if (!all.isEmpty()) {
                    answer.setGetContainers(GetContainers.newBuilder().addAllContainers(all));
                }
            }
            case LIST_FILES -> answer.setListFiles(list(call.getListFiles().getPath(), Sandboxes.of(now)));
            case READ_FILE -> answer.setReadFile(read(call.getReadFile(), Sandboxes.of(now)));
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(answer);
    }

    /** A valid call that cannot be answered. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Response response;

        Refused(Response response) {
            super("refused", null, false, false);
            this.response = response;
        }

        Response response() {
            return response;
        }
    }

    private static GetAgent.Builder agent(AgentSnapshot now) {
        GetAgent.Builder agent = GetAgent.newBuilder().setAgentInfo(now.info());
        now.draining().ifPresent(drain ->
                agent.setDrainConfig(drain.config()).setEstimatedDrainStartTime(drain.begun()));
        return agent;
    }

    private static GetTasks.Builder tasks(AgentSnapshot now) {
        return GetTasks.newBuilder()
                .addAllQueuedTasks(now.tasks().queued())
                .addAllLaunchedTasks(now.tasks().launched())
                .addAllTerminatedTasks(now.tasks().terminated())
                .addAllCompletedTasks(now.completed());
    }

    private static GetExecutors.Builder executors(AgentSnapshot now) {
        GetExecutors.Builder all = GetExecutors.newBuilder();
        now.executors().forEach(executor -> all.addExecutorsBuilder().setExecutorInfo(executor.info()));
        now.completedExecutors().forEach(executor -> all.addCompletedExecutorsBuilder().setExecutorInfo(executor.info()));
        return all;
    }

    private static GetFrameworks.Builder frameworks(AgentSnapshot now) {
        GetFrameworks.Builder all = GetFrameworks.newBuilder();
        now.frameworks().forEach(framework -> all.addFrameworksBuilder().setFrameworkInfo(framework));
        completedFrameworks(now).forEach(framework -> all.addCompletedFrameworksBuilder().setFrameworkInfo(framework));
        return all;
    }

    /** Those of which only executors that ended are left. */
    static Collection<FrameworkInfo> completedFrameworks(AgentSnapshot now) {
        Map<FrameworkID, FrameworkInfo> completed = new LinkedHashMap<>();
        now.completedExecutors().forEach(executor -> completed.put(executor.framework().getId(), executor.framework()));
        now.frameworks().forEach(framework -> completed.remove(framework.getId()));
        return completed.values();
    }

    private static ListFiles.Builder list(String path, SandboxFiles files) throws Refused {
        Path directory = files.find(path).filter(Files::isDirectory).orElseThrow(AgentReads::missing);
        try {
            return ListFiles.newBuilder()
                    .addAllFileInfos(SandboxFiles.list(directory, path).stream().map(FileDetails::toMessage).toList());
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static ReadFile.Builder read(Call.ReadFile call, SandboxFiles files) throws Refused {
        Path file = files.find(call.getPath()).orElseThrow(AgentReads::missing);
        if (Files.isDirectory(file)) {
            throw new Refused(Response.text(400, "Cannot read from a directory."));
        }
        try {
            long length = call.hasLength() ? call.getLength() : SandboxFiles.LONGEST_READ_BYTES;
            SandboxFiles.Piece piece = SandboxFiles.read(file, call.getOffset(), length);
            return ReadFile.newBuilder().setData(piece.data()).setSize(piece.sizeBytes());
        } catch (IOException e) {
            throw unreadable(call.getPath(), e);
        }
    }

    private static Refused missing() {
        return new Refused(Response.empty(404));
    }

    private static Refused unreadable(String path, IOException why) {
        return new Refused(Response.text(500, "Failed to read " + path + ": " + why.getMessage()));
    }
}
