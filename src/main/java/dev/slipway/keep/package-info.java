/**
 * The keeper process: parent of the proxy and of the application processes of one home. It compares what shall run
 * ({@code run/desired}) with what runs ({@code run/observed} and the kernel), again and again, and does the next step: a
 * pure decision ({@code Supervision}) and its execution ({@code Keeper}). Imports exec and base only; knows no database
 * and no other room, so that it outlives all of them.
 */
@NullMarked
package dev.slipway.keep;

import org.jspecify.annotations.NullMarked;
