package dev.mesoschaos.injectors.mesos;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The plan of {@link AppDeletion}.
 *
 * @param asked name of the app; empty means all
 * @param backup of the apps to be deleted, made before; empty until the survey
 * @param tasks that stood for them then
 */
record DeletionPlan(Optional<String> asked, List<AppBackup> backup, Set<String> tasks) {
    DeletionPlan {
        backup = List.copyOf(backup);
        tasks = Set.copyOf(tasks);
    }

    List<String> apps() {
        return backup.stream().map(AppBackup::app).toList();
    }

    String words() {
        return backup.isEmpty()
                ? asked.orElse("all apps")
                : String.join(", ", backup.stream().map(AppBackup::toString).toList());
    }
}
