package dev.mesoschaos.testbed.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mesoschaos.testbed.json.MesosJson;
import java.io.IOException;
import org.apache.mesos.v1.Protos.VersionInfo;

/** What {@code /version} tells: the Mesos that the testbed speaks, and that it is the testbed. */
public final class Build {

    /** The version of Mesos. */
    public static final String VERSION = "1.11.0";

    /** As a message. It is built alike at any time, so the time of the build says nothing. */
    public static final VersionInfo INFO = VersionInfo.newBuilder()
            .setVersion(VERSION)
            .setBuildDate("1970-01-01 00:00:00")
            .setBuildTime(0)
            .setBuildUser("mesos-chaos")
            .setGitSha("testbed")
            .setGitTag(VERSION)
            .build();

    private Build() {}

    /** Its fields, into an object that is open. */
    public static void write(JsonGenerator out) throws IOException {
        out.writeStringField("build_date", INFO.getBuildDate());
        out.writeFieldName("build_time");
        MesosJson.writeDouble(out, INFO.getBuildTime());
        out.writeStringField("build_user", INFO.getBuildUser());
        out.writeStringField("git_sha", INFO.getGitSha());
        out.writeStringField("git_tag", INFO.getGitTag());
        out.writeStringField("version", INFO.getVersion());
    }
}
