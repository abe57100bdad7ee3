/** REST, WebSocket and the pages: what the road remembers and what is new on it, over HTTP. */
@NullMarked
package io.freeflow.serve;

import org.jspecify.annotations.NullMarked;
