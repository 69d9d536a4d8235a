package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.master.allocation.Resources;
import java.util.Optional;
import org.apache.mesos.v1.Protos.ExecutorInfo;

/** What is wrong with an executor to launch, in the words of Mesos' TASK_ERROR (mesos-facts section 3, TaskInfo). */
final class ExecutorValidation {

    private static final double MIN_CPUS = 0.01;
    private static final double MIN_MEM_MB = 32;

    private ExecutorValidation() {}

    /** The executor that a task brings in the operation LAUNCH; its resources may be as little as it likes. */
    static Optional<String> ofTask(Framework framework, RegisteredAgent agent, ExecutorInfo executor) {
        return general(framework, agent, executor)
                .or(() -> when(
                        executor.hasType() && executor.getType() != ExecutorInfo.Type.CUSTOM,
                        "'ExecutorInfo.type' must be 'CUSTOM'"))
                .or(() -> when(!executor.hasCommand(), "'ExecutorInfo.command' must be set"));
    }

    /** The executor of a task group, of whatever type. */
    static Optional<String> ofGroup(Framework framework, RegisteredAgent agent, ExecutorInfo executor) {
        Resources own = Resources.of(executor.getResourcesList());
        String name = "Executor '" + executor.getExecutorId().getValue() + "'";
        return general(framework, agent, executor)
                .or(() -> when(!executor.hasType(), "'ExecutorInfo.type' must be set"))
                .or(() -> when(executor.getType() == ExecutorInfo.Type.UNKNOWN, "Unknown executor type"))
                .or(() -> tooLittle(own, "cpus", MIN_CPUS, "")
                        .map(less -> name + " uses less CPUs " + less))
                .or(() -> tooLittle(own, "mem", MIN_MEM_MB, "MB")
                        .map(less -> name + " uses less memory " + less))
                .or(() -> when(!own.milli().containsKey("disk"), name + " uses no disk"));
    }

    private static Optional<String> general(Framework framework, RegisteredAgent agent, ExecutorInfo executor) {
        return when(
                        executor.getType() == ExecutorInfo.Type.DEFAULT && executor.hasCommand(),
                        "'ExecutorInfo.command' must not be set for 'DEFAULT' executor")
                .or(() -> when(
                        executor.getType() == ExecutorInfo.Type.CUSTOM && !executor.hasCommand(),
                        "'ExecutorInfo.command' must be set for 'CUSTOM' executor"))
                .or(() -> TaskValidation.id(executor.getExecutorId().getValue()))
                .or(() -> when(
                        executor.getShutdownGracePeriod().getNanoseconds() < 0,
                        "ExecutorInfo's 'shutdown_grace_period' must be non-negative"))
                .or(() -> when(!executor.hasFrameworkId(), "'ExecutorInfo.framework_id' must be set"))
                .or(() -> when(
                        !executor.getFrameworkId().equals(framework.id()),
                        "ExecutorInfo has an invalid FrameworkID (Actual: " + executor.getFrameworkId().getValue()
                                + " vs Expected: " + framework.key() + ")"))
                .or(() -> agent.executor(framework.id(), executor.getExecutorId())
                        .filter(running -> !running.info().equals(executor))
                        .map(running -> "ExecutorInfo is not compatible with existing ExecutorInfo with same ExecutorID"));
    }

    private static Optional<String> tooLittle(Resources own, String name, double least, String unit) {
        boolean none = !own.milli().containsKey(name);
        double amount = own.scalar(name);
        return when(
                amount < least,
                "(" + (none ? "None" : CppNumber.of(amount) + unit) + ") than the minimum required ("
                        + CppNumber.of(least) + unit + ")");
    }

    private static Optional<String> when(boolean wrong, String problem) {
        return wrong ? Optional.of(problem) : Optional.empty();
    }
}
