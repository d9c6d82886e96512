package dev.slipway.assess;

import java.util.List;

/**
 * Finds the components of one stack. Pure: the same sources give the same answer. To add one, write it in
 * {@code assess.detect} and add one line to the catalogue; see CONTRIBUTING.md.
 */
public interface Detector {
    /** Stable id, the prefix of its rule names: {@code maven}, {@code node}. */
    String id();

    /**
     * The components whose manifest this detector owns; empty when there is none. A component without an entry point has an
     * empty {@link Recipe#start()} and is a library. Never throws for bad files: it reports them to the sources.
     */
    List<ProjectModel.Component> detect(Sources sources);
}
