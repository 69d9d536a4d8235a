package dev.mesoschaos.scenarios.model;

/**
 * An app the built-in framework keeps running.
 *
 * @param app its name
 * @param instances how many must run
 * @param cpus CPUs of one instance
 * @param memMb memory of one instance in MB
 * @param program what an instance runs
 * @param spread over what instances are spread
 */
public record AppSpec(String app, int instances, double cpus, double memMb, Program program, Spread spread) {

    /** What an instance runs. */
    public sealed interface Program {
        /** {@code http: {}}: the built-in HTTP server. */
        record Http() implements Program {}

        /** {@code command: "sleep 1000"}: a shell command. */
        record Command(String line) implements Program {}
    }

    /** Over what instances are spread. */
    public enum Spread {
        NONE,
        HOST,
        RACK
    }
}
