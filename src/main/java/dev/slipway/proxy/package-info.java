/**
 * The data plane: a process of its own that stands between visitors and the instances of a release, and the small server
 * for static sites. It imports base and Vert.x core only: no database, no control plane, so that killing those changes
 * nothing for visitors.
 *
 * <p>The way of the data: {@code RouteFile} reads and proves {@code routes.json}; {@code Proxy} hands each new table to the
 * {@code Loop}s, one a core; a {@code Loop} owns ports, routes, arms and pooled connections, all touched by its one thread
 * and so without locks; an {@code Exchange} carries one request. Counters are read on the loops' own threads and summed.
 */
@NullMarked
package dev.slipway.proxy;

import org.jspecify.annotations.NullMarked;
