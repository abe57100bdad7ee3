/** The books: what each hop took in and gave out. */
@NullMarked
package io.freeflow.core.ledger;

import org.jspecify.annotations.NullMarked;
