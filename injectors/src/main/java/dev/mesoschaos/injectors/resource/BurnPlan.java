package dev.mesoschaos.injectors.resource;

import java.util.List;
import java.util.Optional;

/**
 * What burns where.
 *
 * @param mark names what this injection owns, together with the host's name
 * @param task what each asks of Mesos for; empty when they are processes beside it
 */
public record BurnPlan(String mark, List<Burn> burns, Optional<Task> task) {

    public BurnPlan {
        burns = List.copyOf(burns);
    }

    /**
     * The burners of one host.
     *
     * @param load arguments of the fault's script
     */
    public record Burn(String host, List<String> load) {
        public Burn {
            load = List.copyOf(load);
        }
    }

    /**
     * What a task asks for, be it what it burns or not.
     *
     * @param memMb MB of 1024 KB
     */
    public record Task(double cpus, double memMb) {}

    /** The framework of the tasks. */
    String framework() {
        return "mesos-chaos neighbours " + mark;
    }

    /** Names what is owned on one host: hosts may share processes and disks. */
    String mark(Burn burn) {
        return mark + "_" + burn.host().replaceAll("[^A-Za-z0-9]", "_");
    }
}
