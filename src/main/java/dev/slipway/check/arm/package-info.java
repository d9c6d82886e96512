/**
 * Azure Resource Manager templates and Bicep read into resources, translated by tables into the vocabulary of the azurerm
 * provider. Pure; depends on check's records, resources and text.
 */
@NullMarked
package dev.slipway.check.arm;

import org.jspecify.annotations.NullMarked;
