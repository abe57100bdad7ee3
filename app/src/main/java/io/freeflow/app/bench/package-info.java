/** What is measured rather than tested. */
@NullMarked
package io.freeflow.app.bench;

import org.jspecify.annotations.NullMarked;
