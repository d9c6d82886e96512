/** Rules about Ansible itself: secrets, trust in what is fetched, permissions, and tasks that are not repeatable. */
@NullMarked
package dev.slipway.check.rules.ansible;

import org.jspecify.annotations.NullMarked;
