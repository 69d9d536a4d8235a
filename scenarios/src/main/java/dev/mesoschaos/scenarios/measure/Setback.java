package dev.mesoschaos.scenarios.measure;

import dev.mesoschaos.scenarios.fault.Visibility;
import java.time.Duration;

/**
 * What a fault does to the ability to schedule.
 *
 * @param visibility how it is first seen
 * @param hold how long the fault is held, from its verified effect
 */
public record Setback(Visibility visibility, Duration hold) {}
