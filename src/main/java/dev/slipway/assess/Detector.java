package dev.slipway.assess;

import dev.slipway.exec.files.FileView;
import java.util.List;

/**
 * Finds the components of one stack. Pure: the same view gives the same answer. To add one, write it in
 * {@code assess.detect} and add one line to the catalogue; see CONTRIBUTING.md.
 */
public interface Detector {
    /** Stable id, the prefix of its rule names: {@code maven}, {@code node}. */
    String id();

    /** The components whose manifest this detector owns; empty when there is none. Never throws for bad files. */
    List<ProjectModel.Component> detect(FileView files);
}
