/**
 * Smaller infrastructure languages read into resources: Pulumi YAML, Deployment Manager, Crossplane and the Serverless
 * Framework. Their providers descend from the same APIs as our vocabulary, so rules of naming do most of the translation.
 * Pure; depends on check's records, resources and text.
 */
@NullMarked
package dev.slipway.check.templates;

import org.jspecify.annotations.NullMarked;
