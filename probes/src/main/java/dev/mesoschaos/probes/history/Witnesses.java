package dev.mesoschaos.probes.history;

import dev.mesoschaos.scenarios.measure.Timeline;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose word there is about each app.
 *
 * @param speaking apps whose tasks have said something of themselves
 * @param mute apps that are HTTP servers and should have, but none of whose tasks ever did: nothing is known for sure
 * @param silent apps whose tasks never say anything, such as shell commands: Mesos is the only witness
 */
public record Witnesses(Set<String> speaking, Set<String> mute, Set<String> silent) {

    /** Looks who has said what. */
    public static Witnesses of(Timeline timeline, Tasks tasks) {
        Set<String> http = DeclaredApps.of(timeline).http();
        Set<String> speaking = new HashSet<>();
        Set<String> mute = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        for (TaskHistory task : tasks.all()) {
            if (!task.marks().isEmpty()) {
                speaking.add(task.app());
            }
        }
        for (TaskHistory task : tasks.all()) {
            if (!speaking.contains(task.app())) {
                (http.contains(task.app()) ? mute : silent).add(task.app());
            }
        }
        return new Witnesses(speaking, mute, silent);
    }

    /** What a reader must know about who was heard; empty when every app spoke for itself. */
    public String caveat() {
        String text = "";
        if (!silent.isEmpty()) {
            text += "; of " + String.join(", ", silent) + " by Mesos' word only, as its tasks never report";
        }
        if (!mute.isEmpty()) {
            text += "; nothing of " + String.join(", ", mute) + ", whose tasks should have reported and did not";
        }
        return text;
    }
}
