package dev.mesoschaos.scenarios.workload;

import dev.mesoschaos.scenarios.model.AppSpec;
import java.util.List;

/** The apps of a workload as their owners see them: they can be looked at, deleted and deployed while it runs. */
public interface Deployments {

    /** The apps that are kept running now: all that a backup must hold. */
    List<AppSpec> deployed();

    /** Ids of the tasks that stand for an app now and have not ended, as far as the framework knows. */
    List<String> tasks(String app);

    /** Deletes an app: all its tasks are killed, and none is put in their place. Returns at once; one that is not deployed is left so. */
    void delete(String app);

    /** Deploys an app as new. Returns at once; one of that name that is deployed already is left as it is. */
    void deploy(AppSpec app);
}
