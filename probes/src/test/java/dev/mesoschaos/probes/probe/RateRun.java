package dev.mesoschaos.probes.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What rate the HTTP probe keeps on one core, beside {@code wrk} at its maximum on the same server, which has the other
 * core; its name keeps it out of builds that do not ask for it.
 */
class RateRun {

    private static final double ASKED = 10_000;
    private static final double[] RATES = {ASKED, 15_000, 20_000};
    private static final int SECONDS = Integer.getInteger("seconds", 10);

    /** Of requests sent later than {@link RequestLog#LATE}. */
    private static final double MOST_LATE = 0.01;

    private static final Pattern WRK = Pattern.compile("Requests/sec:\\s*([0-9.]+)");

    @Test
    void printsTheRatesItKeepsBesideWrk() throws Exception {
        Process server = new ProcessBuilder(java("0", DelayedServer.class))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            String port = answer(server).readLine();
            double wrk = wrk(port);
            double kept = 0;
            for (double rate : RATES) {
                double late = late(port, rate);
                assertThat(rate > ASKED ? 0 : late).as("share of late sends at %.0f/s", rate).isLessThan(MOST_LATE);
                kept = late < MOST_LATE ? rate : kept;
            }
            System.out.println(wrk > 0
                    ? String.format(Locale.ROOT, "the highest rate kept, %.0f/s, is %.2f of wrk's %.0f/s on the same server",
                            kept, kept / wrk, wrk)
                    : "wrk is not installed: there is no ratio to it");
        } finally {
            server.destroyForcibly().onExit().join();
        }
    }

    private static double late(String port, double rate) throws IOException, InterruptedException {
        List<String> command = java("1", SteadyLoad.class);
        command.addAll(List.of(port, Double.toString(rate), Integer.toString(SECONDS)));
        Process load = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        double[] said = Pattern.compile(" ").splitAsStream(answer(load).readLine())
                .mapToDouble(Double::parseDouble).toArray();
        load.waitFor();
        double late = said[1] / said[0];
        System.out.printf(Locale.ROOT, "%.0f/s on one core: %.0f sent, %.2f %% of them late, %.2f %% answered well, p50 %.2f ms,"
                        + " p99 %.2f ms, %.1f bytes of journal each, %.2f cores%n",
                rate, said[0], 100 * late, 100 * said[2] / said[0], said[3] / 1000, said[4] / 1000, said[5] / said[0],
                said[6]);
        return late;
    }

    /** Its requests a second; zero without it. */
    private static double wrk(String port) throws IOException {
        try {
            Process wrk = new ProcessBuilder("taskset", "-c", "1", "wrk", "-t1", "-c50", "-d" + SECONDS + "s",
                    "http://127.0.0.1:" + port + "/").start();
            Matcher matcher = WRK.matcher(new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
        } catch (IOException e) {
            System.out.println("wrk cannot be run: " + e.getMessage());
            return 0;
        }
    }

    /** A process on one core. */
    private static List<String> java(String core, Class<?> main) {
        return new ArrayList<>(List.of("taskset", "-c", core,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-XX:+UseSerialGC",
                "-XX:ActiveProcessorCount=1", "-cp", System.getProperty("java.class.path"), main.getName()));
    }

    private static BufferedReader answer(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
