package dev.slipway.base.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.base.Digest;
import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Records to JSON and back. Keys of maps are sorted and record components keep their order, so equal records give equal
 * bytes and a digest of them means something. Reading is bounded: by default Jackson bounds neither a document's length
 * nor its number of tokens.
 */
public final class Json {
    /** Characters of one document that is read back: the largest is a finding set of a big repository. */
    private static final long MAX_DOCUMENT = 64L << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MAX_DOCUMENT)
                            .maxNestingDepth(200)
                            .maxStringLength(16 << 20)
                            .build())
                    .build())
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addMixIn(Digest.class, PlainDigest.class)
            .build();

    /** A digest is a string in JSON, as in every document of the OCI and in-toto. */
    private abstract static class PlainDigest {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        PlainDigest(String value) {}

        @JsonValue
        abstract String value();
    }

    /** What scripts read: as above, and each word of a closed choice is lower case, its parts joined by hyphens. */
    private static final JsonMapper ANSWERS = MAPPER.rebuild()
            .addModule(new SimpleModule().addSerializer(Enum.class, new ScriptWord()))
            .build();

    /** A constant of an enum as a script reads it: {@code NEEDS_PERSON} is {@code needs-person}. */
    @SuppressWarnings("rawtypes") // serializers are found by the raw class
    private static final class ScriptWord extends ValueSerializer<Enum> {
        @Override
        public void serialize(Enum value, JsonGenerator out, SerializationContext context) {
            out.writeString(value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    private Json() {}

    /** One line of JSON. */
    public static String write(Object record) {
        return MAPPER.writeValueAsString(record);
    }

    /** One line of JSON for scripts: never for what is hashed or read back, because enums are written as their words. */
    public static String answer(Object record) {
        return ANSWERS.writeValueAsString(record);
    }

    /** {@link #answer} of a map whose order is meant: the lines of commands. */
    public static String answerInOrder(Map<String, ?> map) {
        return ANSWERS.writer()
                .without(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(map);
    }

    /** Indented, for files that people read. */
    public static String pretty(Object record) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(record) + "\n";
    }

    /** The digest of the canonical form ({@link #write}). */
    public static Digest digest(Object record) {
        return Digest.of(write(record));
    }

    /**
     * Reads a record.
     *
     * @throws SlipwayException (input) when the text is not JSON of this shape; {@code where} names its origin
     */
    public static <T> T read(String text, Class<T> type, String where) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JacksonException e) {
            throw new SlipwayException(
                    new Problem(
                            dev.slipway.base.Exit.INPUT,
                            "cannot read " + type.getSimpleName() + " from JSON",
                            where,
                            e.getOriginalMessage(),
                            "if this file was edited by hand, restore it"),
                    e);
        }
    }

    /**
     * Reads one member of an object as a record: for documents whose other members say which record it is.
     *
     * @throws SlipwayException (input) when there is no such member or it is not of this shape
     */
    public static <T> T readMember(String text, String member, Class<T> type, String where) {
        try {
            return MAPPER.treeToValue(MAPPER.readTree(text).required(member), type);
        } catch (JacksonException e) {
            throw new SlipwayException(
                    new Problem(
                            dev.slipway.base.Exit.INPUT,
                            "cannot read '" + member + "' as " + type.getSimpleName() + " from JSON",
                            where,
                            e.getOriginalMessage(),
                            "if this file was edited by hand, restore it"),
                    e);
        }
    }
}
