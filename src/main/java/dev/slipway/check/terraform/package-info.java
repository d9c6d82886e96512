/**
 * Terraform and OpenTofu: folders become modules, each call of a module an instance with its inputs, each block a resource with
 * evaluated attributes. What depends on the cloud, on an input without default or on too much work is unknown, never guessed.
 * Pure; depends on check's records, resources and text.
 */
@NullMarked
package dev.slipway.check.terraform;

import org.jspecify.annotations.NullMarked;
