/**
 * Starting, watching and ending processes: the only door through which Slipway runs a program. A command is a value that
 * tests compare; output is streamed through masks; an end reaches the whole process tree; a process is known by pid plus
 * start time, never by pid alone.
 */
@NullMarked
package dev.slipway.exec.process;

import org.jspecify.annotations.NullMarked;
