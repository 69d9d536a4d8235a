package dev.mesoschaos.testbed.proxy;

import dev.mesoschaos.testbed.proxy.toxic.ToxicType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The toxics of one proxy. Changed on the control thread, read on all event loops. */
final class Toxics {

    private volatile List<ToxicSpec> all = List.of();
    private long created;

    /** Those of one direction, in the order in which they act. */
    List<ToxicSpec> in(Direction direction) {
        return all.stream().filter(toxic -> toxic.direction() == direction).toList();
    }

    /** Upstream before downstream, as the real server lists them. */
    List<ToxicSpec> list() {
        return Stream.of(Direction.values()).flatMap(direction -> in(direction).stream()).toList();
    }

    ToxicSpec get(String name) throws ApiException {
        return all.stream().filter(toxic -> toxic.name().equals(name)).findFirst()
                .orElseThrow(() -> new ApiException(404, "toxic not found"));
    }

    ToxicSpec add(ToxicRequest request) throws ApiException {
        Direction direction = Direction.named(request.stream().orElse("downstream")).orElseThrow(
                () -> new ApiException(400, "stream was invalid, can be either upstream or downstream"));
        ToxicType type = ToxicType.named(request.type().orElse(""))
                .orElseThrow(() -> new ApiException(400, "invalid toxic type"));
        String name = request.name().orElse(type.name() + "_" + direction.text());
        if (all.stream().anyMatch(toxic -> toxic.name().equals(name))) {
            throw new ApiException(409, "toxic already exists");
        }
        ToxicSpec toxic = new ToxicSpec(
                created++, name, type, direction, request.toxicity().orElse(1f),
                merge(type.defaults(), request.attributes(type)));
        change(toxics -> toxics.add(toxic));
        return toxic;
    }

    ToxicSpec update(String name, ToxicRequest request) throws ApiException {
        ToxicSpec old = get(name);
        ToxicSpec changed = old.with(
                request.toxicity().orElse(old.toxicity()), merge(old.attributes(), request.attributes(old.type())));
        change(toxics -> toxics.set(toxics.indexOf(old), changed));
        return changed;
    }

    void remove(String name) throws ApiException {
        ToxicSpec old = get(name);
        change(toxics -> toxics.remove(old));
    }

    void clear() {
        all = List.of();
    }

    private void change(Consumer<List<ToxicSpec>> edit) {
        List<ToxicSpec> copy = new ArrayList<>(all);
        edit.accept(copy);
        all = List.copyOf(copy);
    }

    private static Map<String, Long> merge(Map<String, Long> base, Map<String, Long> changes) {
        Map<String, Long> merged = new LinkedHashMap<>(base);
        merged.putAll(changes);
        return merged;
    }
}
