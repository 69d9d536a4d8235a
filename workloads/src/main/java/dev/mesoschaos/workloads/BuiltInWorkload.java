package dev.mesoschaos.workloads;

import dev.mesoschaos.scenarios.cluster.AllOf;
import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.engine.RunContext;
import dev.mesoschaos.scenarios.model.AppSpec;
import dev.mesoschaos.scenarios.time.Clock;
import dev.mesoschaos.scenarios.workload.CanaryRequest;
import dev.mesoschaos.scenarios.workload.Deployments;
import dev.mesoschaos.scenarios.workload.Workload;
import dev.mesoschaos.scenarios.workload.WorkloadProvider;
import dev.mesoschaos.workloads.collector.Collector;
import dev.mesoschaos.workloads.framework.FrameworkRun;
import dev.mesoschaos.workloads.framework.TaskCommands;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The built-in framework together with the collector its tasks report to. */
public final class BuiltInWorkload implements WorkloadProvider {

    /** Three beats of the built-in app: less than what the invariant no-lost-tasks forgives at the end. */
    private static final Duration SILENCE = Duration.ofMillis(1500);

    @Override
    public Workload start(List<AppSpec> apps, RunContext context) {
        String ip = context.cluster().managementAddress();
        try {
            Collector collector = Collector.open(ip, context.recorder(), context.clock());
            TaskCommands commands = TaskCommands.ofThisProcess(collector.address());
            List<String> names = apps.stream().map(AppSpec::app).toList();
            return new Collected(
                    FrameworkRun.start(apps, context, commands),
                    new RoleFrameworks(role -> FrameworkRun.ofRole(role, context, commands)),
                    collector,
                    names,
                    context.clock());
        } catch (IOException e) {
            throw new ClusterException(
                    "cannot listen for the tasks' reports on " + ip + ", the management address: " + e.getMessage(), e);
        }
    }

    /** Frameworks and their collector, which hears the last words of the tasks before it closes. */
    private record Collected(
            Workload framework, RoleFrameworks ofRoles, Collector collector, List<String> apps, Clock clock)
            implements Workload {

        @Override
        public List<Endpoint> endpoints(String app) {
            return framework.endpoints(app);
        }

        @Override
        public List<String> unsettled() {
            Stream<String> silent = apps.stream()
                    .flatMap(app -> framework.endpoints(app).stream())
                    .filter(instance -> isSilent(instance.task()))
                    .map(instance -> instance.task() + " runs on " + instance.host()
                            + " as Mesos says, but gives no sign of life");
            return Stream.concat(framework.unsettled().stream(), silent).toList();
        }

        /** Mesos goes on calling a task running until it notices that its host is gone, or was and is back. */
        private boolean isSilent(String task) {
            Instant patientSince = clock.now().minus(SILENCE);
            return collector.lastSign(task).filter(at -> at.isAfter(patientSince)).isEmpty();
        }

        @Override
        public void launchCanary(CanaryRequest request) {
            request.role().map(ofRoles::of).orElse(framework).launchCanary(request);
        }

        @Override
        public Optional<Deployments> deployments() {
            return framework.deployments();
        }

        @Override
        public void close() {
            AllOf.atOnce(Stream.of(framework::close, ofRoles::close));
            collector.close();
        }
    }
}
