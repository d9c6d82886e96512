package dev.slipway.base.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The JSON of a CycloneDX 1.6 bill of materials, the part that Slipway writes. */
public final class CycloneDx {
    private CycloneDx() {}

    /** The document. */
    public record Bom(
            String bomFormat,
            String specVersion,
            String serialNumber,
            int version,
            Metadata metadata,
            List<Component> components) {
        public Bom {
            components = List.copyOf(components);
        }
    }

    /** What the document is about. No time: a document without one is the same each time. */
    public record Metadata(Component component) {}

    /** The application, or something in it. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Component(
            String type,
            @JsonProperty("bom-ref") String bomRef,
            String group,
            String name,
            String version,
            String purl) {}
}
