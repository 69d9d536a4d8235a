package dev.mesoschaos.mesosclient;

import java.time.Duration;
import org.apache.mesos.v1.Protos.DurationInfo;

/** The two ways in which Mesos' messages hold a length of time. */
final class Lengths {

    private Lengths() {}

    static DurationInfo nanoseconds(Duration duration) {
        return DurationInfo.newBuilder().setNanoseconds(duration.toNanos()).build();
    }

    static com.google.protobuf.Duration seconds(Duration duration) {
        return com.google.protobuf.Duration.newBuilder().setSeconds(duration.getSeconds()).setNanos(duration.getNano())
                .build();
    }
}
