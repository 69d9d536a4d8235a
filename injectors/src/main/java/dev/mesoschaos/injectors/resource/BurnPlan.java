package dev.mesoschaos.injectors.resource;

import java.util.List;

/**
 * What burns where.
 *
 * @param mark names what this injection owns, together with the host's name
 */
public record BurnPlan(String mark, List<Burn> burns) {

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

    /** Names what is owned on one host: hosts may share processes and disks. */
    String mark(Burn burn) {
        return mark + "_" + burn.host().replaceAll("[^A-Za-z0-9]", "_");
    }
}
