package dev.mesoschaos.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs benchmarks in the JDK that Maven has found; its name keeps it out of builds that do not ask for it. */
class JmhRun {

    @Test
    void printsFiguresOfTheBenchmarksThatWereAskedFor() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                .include(System.getProperty("benchmarks", ".*"))
                // Not what this test's own JVM was started with, and the same on any number of processors.
                .jvmArgs("-Xmx1g", "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1",
                        "-Dcom.google.protobuf.use_unsafe_pre22_gencode=true")
                .addProfiler(ProcessorTime.class)
                .shouldFailOnError(true)
                .build()).run();
        assertThat(results).isNotEmpty();
        BesideLimits.of(results.stream().collect(Collectors.toMap(
                run -> run.getPrimaryResult().getLabel(),
                run -> run.getSecondaryResults().get(ProcessorTime.LABEL).getScore()))).forEach(System.out::println);
    }
}
