package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.cluster.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Hosts whose shell does not find nftables, also where they are installed. */
public record WithoutNft(Shell shell) implements Shell {

    private static final String LACKING = "nft() { echo 'sh: nft: not found' >&2; return 127; }\n";

    @Override
    public Result run(String host, List<String> command, String stdin, Duration timeout) {
        if (!command.getFirst().equals("sh")) {
            return shell.run(host, command, stdin, timeout);
        }
        if (command.size() == 1) {
            return shell.run(host, command, LACKING + stdin, timeout);
        }
        List<String> lacking = new ArrayList<>(command);
        lacking.set(2, LACKING + command.get(2));
        return shell.run(host, lacking, stdin, timeout);
    }
}
