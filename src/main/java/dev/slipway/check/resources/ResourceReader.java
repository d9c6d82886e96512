package dev.slipway.check.resources;

import dev.slipway.check.Format;
import dev.slipway.check.SourceFile;
import java.util.List;
import java.util.Set;

/** Reads an infrastructure language into resources. An open choice: one line in {@link ResourceReaders}. */
public interface ResourceReader {
    /** The formats that it reads. */
    Set<Format> formats();

    /**
     * Reads all files of its formats and gives the sets that are deployed together. Never throws for bad input; what could not
     * be read is left out and is told by the parser's own errors.
     */
    List<Resources> read(List<SourceFile> files);
}
