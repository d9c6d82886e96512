package dev.slipway.check.rules.cloud;

import dev.slipway.check.Fix;
import dev.slipway.check.Format;
import dev.slipway.check.Report;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import dev.slipway.text.Edit;
import dev.slipway.text.Span;
import java.util.List;
import java.util.Optional;

/**
 * What a rule expects at a path.
 *
 * @param mend the Terraform expression that mends it; empty for none
 * @param shows whether the message may show the value
 */
record Expectation(ResourcePath path, Condition condition, String mend, boolean shows) implements CloudRule.Check {
    /** Characters of a value that a message shows. */
    private static final int SHOWN = 60;

    /** What must hold for a rule to apply. */
    record Guard(ResourcePath path, Condition condition) {
        Truth met(Resource resource) {
            return path.in(resource.attributes()).stream()
                    .map(hit -> condition.of(hit.value()))
                    .reduce(Truth.NO, Truth::or);
        }
    }

    @Override
    public void check(Resource resource, Resources all, Report out) {
        for (ResourcePath.Hit hit : path.in(resource.attributes())) {
            switch (condition.of(hit.value())) {
                case YES -> {}
                case UNKNOWN ->
                    out.undecided(hit.value().at(), resource.address() + ": " + path.shown() + " is not known");
                case NO -> report(resource, hit, out);
            }
        }
    }

    private void report(Resource resource, ResourcePath.Hit hit, Report out) {
        String message = resource.type() + "." + resource.name() + ": " + path.shown() + " " + shown(hit.value());
        Optional<Fix> fix = fix(resource, hit);
        if (fix.isPresent()) {
            out.at(hit.value().at().place(), message, fix.get());
        } else {
            out.at(hit.value().at(), message);
        }
    }

    private String shown(Value value) {
        if (value.absent()) {
            return "is not set";
        }
        Optional<String> text = value.known().filter(t -> shows && t.length() <= SHOWN && t.indexOf('\n') < 0);
        return text.map(t -> t.isEmpty() ? "is empty" : "is " + t).orElse("is not as it should be");
    }

    private Optional<Fix> fix(Resource resource, ResourcePath.Hit hit) {
        if (mend.isEmpty()
                || resource.source() != Format.TERRAFORM
                || resource.at().file().endsWith(".json")) {
            return Optional.empty();
        }
        Span span = hit.value().at().span();
        if (!hit.value().absent()) {
            return hit.value().known().isPresent()
                    ? Optional.of(Fix.unsafe("set " + path.shown() + " to " + mend, Edit.replace(span, mend)))
                    : Optional.empty();
        }
        if (hit.missing().isEmpty()) {
            return Optional.empty();
        }
        // The span of a block ends after its opening brace.
        String added = added(hit.missing(), " ".repeat(span.column() + 1));
        return Optional.of(Fix.unsafe("add " + path.shown() + " = " + mend, Edit.insert(span.end(), added)));
    }

    private String added(List<String> names, String indent) {
        String name = names.getFirst();
        return names.size() == 1
                ? "\n" + indent + name + " = " + mend
                : "\n" + indent + name + " {" + added(names.subList(1, names.size()), indent + "  ") + "\n" + indent
                        + "}";
    }
}
