package dev.mesoschaos.testbed.agent.health;

import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.HealthCheck;

/** What one try of a check does. */
public sealed interface Probe {

    /** Runs a command in the sandbox of the task. */
    record Command(CommandInfo command) implements Probe {}

    /** Asks the task by HTTP on the loopback address. */
    record Http(String scheme, int port, String path) implements Probe {}

    /** Connects to the task on the loopback address. */
    record Tcp(int port) implements Probe {}

    /** Why the testbed's agent cannot do a health check; empty when it can. */
    static Optional<String> refusal(HealthCheck check) {
        boolean https = check.hasHttp() && !List.of("", "http").contains(check.getHttp().getScheme());
        return https ? Optional.of("the testbed's agent checks by http, not by " + check.getHttp().getScheme()) : Optional.empty();
    }

    /** The probe of a valid health check. */
    static Probe of(HealthCheck check) {
        return switch (check.getType()) {
            case HTTP -> new Http("http", check.getHttp().getPort(), check.getHttp().getPath());
            case TCP -> new Tcp(check.getTcp().getPort());
            default -> new Command(check.getCommand());
        };
    }

    /** The probe of a valid check. */
    static Probe of(CheckInfo check) {
        return switch (check.getType()) {
            case HTTP -> new Http("http", check.getHttp().getPort(), check.getHttp().getPath());
            case TCP -> new Tcp(check.getTcp().getPort());
            default -> new Command(check.getCommand().getCommand());
        };
    }
}
