package dev.mesoschaos.workloads;

import dev.mesoschaos.scenarios.cluster.ClusterException;
import dev.mesoschaos.scenarios.engine.RunContext;
import dev.mesoschaos.scenarios.model.AppSpec;
import dev.mesoschaos.scenarios.workload.Workload;
import dev.mesoschaos.scenarios.workload.WorkloadProvider;
import dev.mesoschaos.workloads.collector.Collector;
import dev.mesoschaos.workloads.framework.FrameworkRun;
import dev.mesoschaos.workloads.framework.TaskCommands;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The built-in framework together with the collector its tasks report to. */
public final class BuiltInWorkload implements WorkloadProvider {

    @Override
    public Workload start(List<AppSpec> apps, RunContext context) {
        String ip = context.cluster().managementAddress();
        try {
            Collector collector = Collector.open(ip, context.recorder(), context.clock());
            TaskCommands commands = TaskCommands.ofThisProcess(collector.address());
            return new Collected(FrameworkRun.start(apps, context, commands), collector);
        } catch (IOException e) {
            throw new ClusterException(
                    "cannot listen for the tasks' reports on " + ip + ", the management address: " + e.getMessage(), e);
        }
    }

    /** A framework and its collector, which hears the last words of the tasks before it closes. */
    private record Collected(Workload framework, Collector collector) implements Workload {

        @Override
        public List<Endpoint> endpoints(String app) {
            return framework.endpoints(app);
        }

        @Override
        public List<String> unsettled() {
            return framework.unsettled();
        }

        @Override
        public void launchCanary(String id, Instant due, Duration deadline, double cpus, double memMb) {
            framework.launchCanary(id, due, deadline, cpus, memMb);
        }

        @Override
        public void close() {
            framework.close();
            collector.close();
        }
    }
}
