/**
 * Ansible playbooks, task files and roles as lists of tasks, and the tasks of cloud modules as resources: modules are
 * translated by tables, and what holds an expression is unknown. Pure; depends on check's records, resources and text.
 */
@NullMarked
package dev.slipway.check.ansible;

import org.jspecify.annotations.NullMarked;
