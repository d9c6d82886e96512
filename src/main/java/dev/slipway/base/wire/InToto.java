package dev.slipway.base.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of an in-toto Statement v1 and of a DSSE v1 envelope, as their specifications write them. */
public final class InToto {
    /** The type of a statement. */
    public static final String STATEMENT = "https://in-toto.io/Statement/v1";

    /** The type of a statement before it had its present name; its shape is the same. */
    public static final String STATEMENT_BEFORE = "https://in-toto.io/Statement/v0.1";

    /** The payload type of an envelope around a statement. */
    public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

    private InToto() {}

    /** What a statement is about: an algorithm to a digest in hex. */
    public record Subject(String name, Map<String, String> digest) {
        public Subject {
            name = name == null ? "" : name;
            digest = digest == null ? Map.of() : Map.copyOf(digest);
        }
    }

    /** A statement to be written; the predicate is any record. */
    public record Statement(
            @JsonProperty("_type") String type, List<Subject> subject, String predicateType, Object predicate) {}

    /** A statement without its predicate: read first, to know how to read the rest. */
    public record Header(@JsonProperty("_type") String type, List<Subject> subject, String predicateType) {
        public Header {
            type = type == null ? "" : type;
            subject = orEmpty(subject);
            predicateType = predicateType == null ? "" : predicateType;
        }
    }

    /** A DSSE envelope; payload and signatures in base64. */
    public record Envelope(String payload, String payloadType, List<Signature> signatures) {
        public Envelope {
            payload = payload == null ? "" : payload;
            payloadType = payloadType == null ? "" : payloadType;
            signatures = orEmpty(signatures);
        }
    }

    /** One signature. The key id is a hint and never trusted by itself. */
    public record Signature(String keyid, String sig) {
        public Signature {
            keyid = keyid == null ? "" : keyid;
            sig = sig == null ? "" : sig;
        }
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
