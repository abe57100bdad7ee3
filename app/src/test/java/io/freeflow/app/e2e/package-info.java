/** Freeflow as a person meets it: the real program as a child process, from a feed to the page. */
@NullMarked
package io.freeflow.app.e2e;

import org.jspecify.annotations.NullMarked;
