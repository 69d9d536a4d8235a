package dev.mesoschaos.testbed.master;

import dev.mesoschaos.testbed.api.Refusal;
import dev.mesoschaos.testbed.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.WeightInfo;

/** Weights of roles (mesos-facts section 7 and 1.3); the new shares hold at the next batch. */
final class WeightChanges {

    private final Parts parts;
    private final Registrar registrar;
    private final RoleWhitelist whitelist;

    WeightChanges(Parts parts, Registrar registrar, RoleWhitelist whitelist) {
        this.parts = parts;
        this.registrar = registrar;
        this.whitelist = whitelist;
        tellAllocator();
    }

    /**
     * Sets weights of roles.
     *
     * @throws Refusal when a role is not valid, or a weight not positive
     */
    void update(List<WeightInfo> infos, Consumer<Response> answer) {
        Map<String, Double> byRole = new LinkedHashMap<>();
        for (WeightInfo info : infos) {
            String role = info.getRole().strip();
            problem(role, info.getWeight()).ifPresent(text -> {
                throw new Refusal(400, "Failed to validate update weights request JSON" + text);
            });
            byRole.put(role, info.getWeight());
        }
        registrar.apply(
                registry -> registry.weigh(byRole),
                () -> {
                    tellAllocator();
                    answer.accept(Response.empty(200));
                    rescindIfUsed(byRole);
                },
                why -> answer.accept(Response.text(500, why)));
    }

    private Optional<String> problem(String role, double weight) {
        Optional<String> invalid = RoleNames.problem(role).map(text -> ": Invalid role '" + role + "': " + text);
        if (invalid.isEmpty() && !whitelist.has(role)) {
            return Optional.of(": Unknown role '" + role + "'");
        }
        return invalid.isPresent() || weight > 0
                ? invalid
                : Optional.of(" for role '" + role + "': Invalid weight '" + CppNumber.of(weight)
                        + "': Weights must be positive");
    }

    private void rescindIfUsed(Map<String, Double> changed) {
        boolean used = parts.cluster().frameworks().values().stream()
                .anyMatch(framework -> framework.roles().stream().anyMatch(changed::containsKey));
        if (used) {
            parts.cluster().agents().values().forEach(parts.offers()::rescindOf);
        }
    }

    private void tellAllocator() {
        parts.allocator().weigh(parts.cluster().registry().weights());
    }
}
