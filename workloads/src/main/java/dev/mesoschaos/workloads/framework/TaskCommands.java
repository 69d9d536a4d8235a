package dev.mesoschaos.workloads.framework;

import dev.mesoschaos.scenarios.cluster.Address;
import dev.mesoschaos.scenarios.model.AppSpec;
import dev.mesoschaos.workloads.app.HttpApp;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Environment;

/**
 * The commands of tasks.
 *
 * @param java the Java launcher on the agents
 * @param javaOptions written before the class path as they are; may be empty
 * @param classPath the directory or archive that holds {@link HttpApp}
 * @param collector where tasks report to
 */
public record TaskCommands(Path java, String javaOptions, Path classPath, Address collector) {

    /** Such as the flags of a class-data archive. */
    static final String OPTIONS_PROPERTY = "chaos.task.java.options";

    /** A small heap and quick compilation: many of these share one machine. */
    private static final String DEFAULT_OPTIONS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx32m -Xss512k -Xshare:auto";

    /** Commands that use the Java and the class path of this process, which agents on this machine have too. */
    public static TaskCommands ofThisProcess(Address collector) {
        try {
            Path classPath = Path.of(
                    HttpApp.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return new TaskCommands(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    System.getProperty(OPTIONS_PROPERTY, DEFAULT_OPTIONS),
                    classPath,
                    collector);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot tell from where the http app was loaded", e);
        }
    }

    CommandInfo command(Launch launch) {
        Environment.Builder environment = Environment.newBuilder()
                .addVariables(variable("APP", launch.want().app()))
                .addVariables(variable("HOST", launch.agent().host()))
                .addVariables(variable("MESOS_TASK_ID", launch.task()))
                .addVariables(variable("COLLECTOR", collector.toString()));
        launch.port().ifPresent(port -> environment.addVariables(variable("PORT", Integer.toString(port))));
        return CommandInfo.newBuilder()
                .setShell(true)
                .setValue(line(launch.want().program()))
                .setEnvironment(environment)
                .build();
    }

    private String line(AppSpec.Program program) {
        return switch (program) {
            case AppSpec.Program.Command command -> command.line();
            case AppSpec.Program.Http http -> String.join(
                    " ", "exec", quoted(java), javaOptions, "-cp", quoted(classPath), HttpApp.class.getName());
        };
    }

    /** As one word for a POSIX shell, whatever is in it. */
    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }

    private static Environment.Variable variable(String name, String value) {
        return Environment.Variable.newBuilder().setName(name).setValue(value).build();
    }
}
