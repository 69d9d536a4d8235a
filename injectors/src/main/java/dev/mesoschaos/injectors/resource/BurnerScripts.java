package dev.mesoschaos.injectors.resource;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mesoschaos.scenarios.cluster.HostCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What runs on hosts: the scripts beside this class, handed over as text, so that nothing is installed there. */
final class BurnerScripts {

    /** In the environment of all burners, with the mark and a full stop, so that no mark is the beginning of another one. */
    private static final String VARIABLE = "MESOS_CHAOS_BURNER";

    private static final String COMMON = text("burner");
    private static final String END = text("end");
    private static final String LEFT = text("left");

    private BurnerScripts() {}

    /** Starts burners, or says on standard error why not. The shell that does it is marked as they are. */
    static List<String> start(String fault, String mark, List<String> load) {
        return Stream.concat(Stream.of("env", VARIABLE + "=" + value(mark)), call(fault, "start", mark, load)).toList();
    }

    /** The same as a task; its words need no quotes. */
    static String task(String fault, String mark, List<String> load) {
        return "set -- task " + mark + " " + String.join(" ", load) + "\n" + script(fault);
    }

    /** What marks a task as ours. */
    static Map<String, String> environment(String mark) {
        return Map.of(VARIABLE, value(mark));
    }

    private static String value(String mark) {
        return mark + ".";
    }

    /** Prints whole numbers that say how well they burn, or on standard error why that cannot be said. */
    static List<String> look(String fault, String mark, List<String> load) {
        return call(fault, "look", mark, load).toList();
    }

    /** Ends the burners and removes their files. */
    static HostCommand end(String host, String mark) {
        return new HostCommand(host, List.of("sh", "-c", END, "end", mark), "");
    }

    /** Prints a line for each process and file that is left. */
    static List<String> left(String mark) {
        return List.of("sh", "-c", LEFT, "left", mark);
    }

    private static Stream<String> call(String fault, String verb, String mark, List<String> load) {
        return Stream.concat(Stream.of("sh", "-c", script(fault), "burner", verb, mark), load.stream());
    }

    private static String script(String fault) {
        return COMMON + text(fault) + "\n\"$verb\" \"$@\"\n";
    }

    private static String text(String name) {
        try (InputStream in = BurnerScripts.class.getResourceAsStream(name + ".sh")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("this build lacks " + name + ".sh", e);
        }
    }
}
