import type { Rendered, RenderInput } from '../dialect.js';

const CONTENT_TYPE = 'application/json';

/**
 * The CloudEvent in structured JSON. A structured event's bytes go out as they came in; a binary one's `data` bytes
 * are placed unchanged behind its attributes.
 */
export function renderStandard(input: Pick<RenderInput, 'mode' | 'payload' | 'attributes'>): Rendered {
  if (input.mode === 'structured') return { contentType: CONTENT_TYPE, body: input.payload };
  const attributes = {
    ...input.attributes,
    datacontenttype: input.attributes['datacontenttype'] ?? CONTENT_TYPE,
  };
  const head = Buffer.from(`${JSON.stringify(attributes).slice(0, -1)},"data":`);
  return { contentType: CONTENT_TYPE, body: Buffer.concat([head, input.payload, Buffer.from('}')]) };
}
