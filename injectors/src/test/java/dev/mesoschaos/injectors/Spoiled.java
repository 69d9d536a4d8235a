package dev.mesoschaos.injectors;

import dev.mesoschaos.scenarios.fault.FaultType;
import dev.mesoschaos.scenarios.language.Fields;
import dev.mesoschaos.scenarios.language.NodeFields;
import dev.mesoschaos.scenarios.plugin.Plugins;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Parameters of a fault of which one has a value that is not allowed, as the fault itself says when it is read. */
record Spoiled(String fault, String key, String yaml) {

    /** All that can be wrong about each attribute that a fault asks for when it reads these sound parameters. */
    static Stream<Spoiled> of(FaultType<?> fault, String sound) {
        Map<String, List<String>> wrong = new LinkedHashMap<>();
        NodeFields.read(sound, Plugins.find().faults(), fields -> fault.read(listening(fields, wrong)));
        return wrong.entrySet().stream().flatMap(attribute ->
                attribute.getValue().stream().map(value ->
                        new Spoiled(fault.id(), attribute.getKey(), with(sound, attribute.getKey(), value))));
    }

    private static Fields listening(Fields fields, Map<String, List<String>> wrong) {
        return (Fields) Proxy.newProxyInstance(
                Fields.class.getClassLoader(), new Class<?>[] {Fields.class}, (proxy, accessor, arguments) -> {
                    if (arguments != null) {
                        List<String> values = wrong(accessor.getName(), arguments);
                        if (!values.isEmpty()) {
                            wrong.put((String) arguments[0], values);
                        }
                    }
                    try {
                        return accessor.invoke(fields, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static List<String> wrong(String accessor, Object[] asked) {
        return switch (accessor) {
            case "word" -> List.of("no-such-word", "[]");
            case "integer" -> List.of(number(asked[1]) - 1 + "", number(asked[2]) + 1 + "", "1.5", "many", "{}");
            case "number" -> List.of(number(asked[1]) - 1 + "", number(asked[2]) + 1 + "", "many", "5s");
            case "duration" -> duration((Duration) asked[1], (Duration) asked[2]);
            case "ratio" -> List.of("101%", "-1%", "0.5", "half");
            case "ratePerSecond" -> List.of("0/s", "5", "5/m");
            case "bytes" -> bytes(number(asked[1]), number(asked[2]));
            case "bytesPerSecond" -> List.of("0KB/s", "999999GB/s", "5", "5MB", "5mbit");
            case "bitsPerSecond", "bitsPerSecondIfAny" -> List.of("0kbit", "999gbit", "5", "5MB/s", "5mbps");
            case "quantity" -> List.of("most", "-1", "101%", "5s");
            case "text" -> List.of("''", "[]");
            default -> List.of();
        };
    }

    private static List<String> duration(Duration least, Duration most) {
        List<String> wrong = new ArrayList<>(List.of(most.toMillis() + 1 + "ms", "5", "5 parsecs", "-5s", "5S"));
        if (least.isPositive()) {
            wrong.add(least.toMillis() - 1 + "ms");
        }
        return wrong;
    }

    private static List<String> bytes(long least, long most) {
        List<String> wrong = new ArrayList<>(List.of(most + 1 + "B", "5", "5mb", "5MB/s", "-5MB"));
        if (least > 0) {
            wrong.add(least - 1 + "B");
        }
        return wrong;
    }

    private static long number(Object bound) {
        return ((Number) bound).longValue();
    }

    /** The value in place of the one that is there, or beside the others. */
    private static String with(String sound, String key, String value) {
        String without = sound.replaceFirst("([{ ])" + key + ": ([^,{}]+|\\{.*\\}),? ?", "$1");
        return (without.substring(0, without.lastIndexOf('}')) + ", " + key + ": " + value + "}")
                .replace("{, ", "{")
                .replace(", , ", ", ");
    }

    @Override
    public String toString() {
        return fault + " " + yaml;
    }
}
