/**
 * System tests: what must hold whatever dies. Real processes, a real embedded PostgreSQL, a home of its own for each; every
 * process that a test starts is ended by it. {@code -Dslipway.full=true} runs the long forms.
 */
@NullMarked
package dev.slipway.system;

import org.jspecify.annotations.NullMarked;
