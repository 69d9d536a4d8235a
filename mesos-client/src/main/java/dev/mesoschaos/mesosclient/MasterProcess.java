package dev.mesoschaos.mesosclient;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.FileInfo;
import org.apache.mesos.v1.Protos.Flag;
import org.apache.mesos.v1.Protos.VersionInfo;
import org.apache.mesos.v1.master.Protos.Call;
import org.apache.mesos.v1.master.Protos.Response;

/**
 * What the leading master tells of itself as a process (mesos-facts 1.3). Every method throws {@link MesosException} as
 * {@link OperatorClient} does.
 */
public final class MasterProcess {

    private final OperatorClient client;

    MasterProcess(OperatorClient client) {
        this.client = client;
    }

    /** GET_HEALTH: whether the leading master says that it is well. */
    public boolean health() {
        return client.get(Call.Type.GET_HEALTH).getGetHealth().getHealthy();
    }

    /** GET_VERSION: of Mesos and of its build. */
    public VersionInfo version() {
        return client.get(Call.Type.GET_VERSION).getGetVersion().getVersionInfo();
    }

    /** GET_FLAGS: by name. The one read that is refused with 403 to who may not see it. */
    public Map<String, String> flags() {
        Map<String, String> flags = new TreeMap<>();
        for (Flag flag : client.get(Call.Type.GET_FLAGS).getGetFlags().getFlagsList()) {
            flags.put(flag.getName(), flag.getValue());
        }
        return flags;
    }

    /**
     * GET_METRICS: by name (mesos-facts 9).
     *
     * @param atMost how long the master may collect; those not ready by then are missing
     */
    public Map<String, Double> metrics(Duration atMost) {
        Map<String, Double> metrics = new TreeMap<>();
        client.get(Call.newBuilder().setType(Call.Type.GET_METRICS)
                        .setGetMetrics(Call.GetMetrics.newBuilder().setTimeout(Lengths.nanoseconds(atMost))))
                .getGetMetrics().getMetricsList().forEach(metric -> metrics.put(metric.getName(), metric.getValue()));
        return metrics;
    }

    /** GET_LOGGING_LEVEL: 0 is usual, higher is more. */
    public int loggingLevel() {
        return client.get(Call.Type.GET_LOGGING_LEVEL).getGetLoggingLevel().getLevel();
    }

    /**
     * SET_LOGGING_LEVEL: for some time, after which the level that the master was started with is back.
     *
     * @param level 0 to 3, and not less than the one it was started with
     */
    public void setLoggingLevel(int level, Duration time) {
        client.call(Call.newBuilder().setType(Call.Type.SET_LOGGING_LEVEL)
                .setSetLoggingLevel(Call.SetLoggingLevel.newBuilder()
                        .setLevel(level).setDuration(Lengths.nanoseconds(time))).build());
    }

    /** LIST_FILES: in a directory that the master shows. 404 without a text when there is none of that path. */
    public List<FileInfo> listFiles(String path) {
        return client.get(Call.newBuilder().setType(Call.Type.LIST_FILES)
                .setListFiles(Call.ListFiles.newBuilder().setPath(path))).getListFiles().getFileInfosList();
    }

    /**
     * READ_FILE: a part of a file, such as {@code /master/log}. 404 without a text when there is none of that path.
     *
     * @param offset of the first byte, from 0
     * @param length at most so many bytes; the master may send fewer
     */
    public FilePart readFile(String path, long offset, long length) {
        Response.ReadFile read = client.get(Call.newBuilder().setType(Call.Type.READ_FILE)
                .setReadFile(Call.ReadFile.newBuilder().setPath(path).setOffset(offset).setLength(length))).getReadFile();
        return new FilePart(read.getSize(), read.getData());
    }
}
