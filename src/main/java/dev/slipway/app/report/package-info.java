/**
 * A release as one self-contained page: what an engineer or an auditor would rather look at than read.
 *
 * <p>The data's way: {@link dev.slipway.app.report.ReportReader} reads the store (run, deployments, evidence, audit), the
 * blobs (bills of materials) and the traces (plots) into one {@link dev.slipway.app.report.ReleaseReport};
 * {@link dev.slipway.app.report.ReportPage} turns that record into HTML, and {@link dev.slipway.app.report.Plot} its numbers
 * into SVG. Everything but the reader is pure. The templates ({@code src/main/jte}) escape whatever they print; only plots,
 * which escape for themselves, and the style sheet go in as they are. Depends on everything below {@code app}; owns jte.
 */
@NullMarked
package dev.slipway.app.report;

import org.jspecify.annotations.NullMarked;
