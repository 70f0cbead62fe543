import type { Rendered, RenderInput } from '../dialect.js';
import { contentTypeOf } from './content-type.js';
import { readParts } from './parts.js';
import { attributeHeaders } from './attribute-headers.js';

/**
 * The event as the CloudEvents HTTP protocol binding 1.0.2, section 3.1, puts it into a request: the body is `data`,
 * byte for byte as it was published. An event without `data` has an empty body, since the binding carries the bytes
 * of `data` and there are none; `null` would be a value that nobody sent.
 */
export function renderCloudEvent(input: Pick<RenderInput, 'mode' | 'payload' | 'attributes'>): Rendered {
  const { data, attributes, faults } = readParts(input);
  const type = contentTypeOf(attributes.get('datacontenttype'));
  const { headers, warnings } = attributeHeaders(attributes);
  const all = [...faults, ...type.warnings, ...warnings];
  const rendered = { contentType: type.contentType, body: data, headers };
  return all.length === 0 ? rendered : { ...rendered, warnings: all };
}
