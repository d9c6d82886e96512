package dev.slipway.check.resources;

import dev.slipway.check.Format;

/**
 * A cloud resource.
 *
 * @param type in the Terraform provider's words, {@code aws_db_instance}; {@code data.aws_iam_policy_document} for data
 * @param name as the file calls it
 * @param address unique in its set, for example {@code module.net.aws_vpc.main[0]}
 * @param attributes translated to the provider's names
 * @param at the header: the line with type and name
 * @param source the language that it was written in
 */
public record Resource(String type, String name, String address, Value.Block attributes, Origin at, Format source) {
    /** An attribute; see {@link Value#get}. */
    public Value get(String... path) {
        return attributes.get(path);
    }

    /** The values at a path; see {@link Value#all}. */
    public java.util.List<Value> all(String... path) {
        return attributes.all(path);
    }
}
