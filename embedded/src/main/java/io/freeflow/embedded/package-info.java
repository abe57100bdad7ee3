/** What Freeflow runs itself when nobody gave it a broker or a database: real ones, with durable data in one folder. */
@NullMarked
package io.freeflow.embedded;

import org.jspecify.annotations.NullMarked;
