package dev.slipway.check.kubernetes;

import dev.slipway.check.SourceFile;
import dev.slipway.text.Node;

/**
 * A Kubernetes object.
 *
 * @param file where it stands
 * @param kind as written, for example {@code Deployment}
 * @param name empty when it has none
 * @param namespace empty for the default
 */
public record Manifest(SourceFile file, String apiVersion, String kind, String name, String namespace, Node root) {}
