package dev.mesoschaos.testbed.master.allocation;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.DomainInfo.FaultDomain;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint.Predicate;
import org.apache.mesos.v1.scheduler.Protos.AttributeConstraint.Selector;
import org.apache.mesos.v1.scheduler.Protos.OfferConstraints;

/** Which agents a framework wants offers of: groups are alternatives, all constraints of a group must hold. */
final class Constraints {

    private Constraints() {}

    static boolean allow(OfferConstraints constraints, String role, AgentInfo agent) {
        OfferConstraints.RoleConstraints ofRole = constraints.getRoleConstraintsOrDefault(role, null);
        return ofRole == null
                || ofRole.getGroupsList().stream().anyMatch(group -> group.getAttributeConstraintsList().stream()
                        .allMatch(constraint -> holds(constraint, agent)));
    }

    /** An attribute may be there several times; one value that fits is enough. */
    private static boolean holds(AttributeConstraint constraint, AgentInfo agent) {
        List<Value.Type> types = types(constraint.getSelector(), agent);
        List<String> texts = texts(constraint.getSelector(), agent);
        Predicate predicate = constraint.getPredicate();
        return switch (predicate.getPredicateCase()) {
            case EXISTS -> !types.isEmpty();
            case NOT_EXISTS -> types.isEmpty();
            case TEXT_EQUALS -> texts.contains(predicate.getTextEquals().getValue());
            case TEXT_NOT_EQUALS -> !texts.contains(predicate.getTextNotEquals().getValue());
            case TEXT_MATCHES -> matches(predicate.getTextMatches().getRegex(), texts);
            case TEXT_NOT_MATCHES -> !matches(predicate.getTextNotMatches().getRegex(), texts);
            // Masters ignore predicates that they do not know.
            case PREDICATE_NOT_SET -> true;
        };
    }

    private static boolean matches(String regex, List<String> texts) {
        Pattern pattern = Pattern.compile(regex);
        return texts.stream().anyMatch(text -> pattern.matcher(text).matches());
    }

    /** What is wrong with the expressions, if anything. */
    static Optional<String> problem(OfferConstraints constraints) {
        return constraints.getRoleConstraintsMap().values().stream()
                .flatMap(role -> role.getGroupsList().stream())
                .flatMap(group -> group.getAttributeConstraintsList().stream())
                .map(AttributeConstraint::getPredicate)
                .flatMap(predicate -> Stream.of(
                        predicate.getTextMatches().getRegex(), predicate.getTextNotMatches().getRegex()))
                .flatMap(regex -> problem(regex).stream())
                .findFirst();
    }

    private static Optional<String> problem(String regex) {
        try {
            Pattern.compile(regex);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("Failed to construct regex from pattern '" + regex + "': " + e.getDescription());
        }
    }

    private static List<Value.Type> types(Selector selector, AgentInfo agent) {
        if (selector.hasAttributeName()) {
            return named(selector, agent).map(Attribute::getType).toList();
        }
        return texts(selector, agent).stream().map(text -> Value.Type.TEXT).toList();
    }

    private static List<String> texts(Selector selector, AgentInfo agent) {
        if (selector.hasAttributeName()) {
            return named(selector, agent)
                    .filter(attribute -> attribute.getType() == Value.Type.TEXT)
                    .map(attribute -> attribute.getText().getValue())
                    .toList();
        }
        FaultDomain domain = agent.getDomain().getFaultDomain();
        boolean located = agent.getDomain().hasFaultDomain();
        return switch (selector.getPseudoattributeType()) {
            case HOSTNAME -> List.of(agent.getHostname());
            case REGION -> located ? List.of(domain.getRegion().getName()) : List.of();
            case ZONE -> located ? List.of(domain.getZone().getName()) : List.of();
            case UNKNOWN -> List.of();
        };
    }

    private static Stream<Attribute> named(Selector selector, AgentInfo agent) {
        return agent.getAttributesList().stream()
                .filter(attribute -> attribute.getName().equals(selector.getAttributeName()));
    }
}
