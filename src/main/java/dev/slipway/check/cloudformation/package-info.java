/**
 * CloudFormation templates (YAML with short forms, JSON, SAM) read into resources: parameters with defaults, mappings,
 * pseudo parameters, intrinsic functions, and conditions in three-valued logic, decided where they are asked and never
 * enumerated. Resource types are translated by tables. Pure; depends on check's records, resources and text.
 */
@NullMarked
package dev.slipway.check.cloudformation;

import org.jspecify.annotations.NullMarked;
