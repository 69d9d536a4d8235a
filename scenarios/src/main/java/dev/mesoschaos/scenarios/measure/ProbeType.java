package dev.mesoschaos.scenarios.measure;

import dev.mesoschaos.scenarios.language.Fields;

/** A kind of probe, found by {@link java.util.ServiceLoader}. */
public interface ProbeType {

    /** The word in scenario files. */
    String id();

    /** What it measures, in one sentence. */
    String measures();

    /** Reads the parameters of a scenario file. */
    Probe read(Fields parameters);
}
