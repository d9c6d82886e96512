/** Rules about the clouds of Alibaba, Nifty and Tencent, and about Databricks. Depends on cloud's rule form. */
@NullMarked
package dev.slipway.check.rules.cloud.other;

import org.jspecify.annotations.NullMarked;
