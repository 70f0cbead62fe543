import { type Template, toValueSync } from 'liquidjs';
import { type MeteredContext, meteredEmitter } from './metered-context.js';

/** Renders the parts of one text. */
export function renderParts(parts: readonly Template[], context: MeteredContext): string {
  return context.text(() => {
    const emitter = meteredEmitter(context.meter);
    toValueSync(context.engine.renderer.renderTemplates([...parts], context, emitter));
    return emitter.buffer;
  });
}
