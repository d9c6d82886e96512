/**
 * Cloud resources of every infrastructure language in one vocabulary, so that a rule about a bucket is written once. Types and
 * attributes have the names of the Terraform providers ({@code aws_s3_bucket}, {@code storage_encrypted}); readers of the
 * other languages translate into them. Values are known, unknown or absent. Pure; depends on check's records and text.
 */
@NullMarked
package dev.slipway.check.resources;

import org.jspecify.annotations.NullMarked;
