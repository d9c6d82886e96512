/** Rules about CloudFormation itself: one file each, with its examples. */
@NullMarked
package dev.slipway.check.rules.cloudformation;

import org.jspecify.annotations.NullMarked;
