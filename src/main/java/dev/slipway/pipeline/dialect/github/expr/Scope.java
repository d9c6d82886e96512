package dev.slipway.pipeline.dialect.github.expr;

import java.util.List;
import java.util.Map;

/** What an expression may ask of the run it stands in. */
public interface Scope {
    /** A context's value; {@code name} in lower case. What is not known is {@link Value#NULL}. */
    Value context(String name);

    /** The digest of the files that match, in hexadecimal; empty when none does. */
    String hashFiles(List<String> patterns);

    /**
     * {@code always}, {@code success}, {@code failure} or {@code cancelled}.
     *
     * @param function in lower case
     * @param jobs the jobs it is asked about; none for all that came before
     */
    boolean status(String function, List<String> jobs);

    /** Contexts alone: nothing failed, and there are no files. */
    static Scope of(Map<String, ? extends Value> contexts) {
        Value.Obj all = new Value.Obj(contexts);
        return new Scope() {
            @Override
            public Value context(String name) {
                return all.get(name).orElse(Value.NULL);
            }

            @Override
            public String hashFiles(List<String> patterns) {
                return "";
            }

            @Override
            public boolean status(String function, List<String> jobs) {
                return function.equals("always") || function.equals("success");
            }
        };
    }
}
