const JSON_TYPE = 'application/json';
const PRINTABLE = /^[\x21-\x7e]([\x20-\x7e]{0,254}[\x21-\x7e])?$/;
/** By this prefix receivers recognise the structured mode (binding, section 3). */
const STRUCTURED_MODE = /^application\/cloudevents/i;

/** The request's content type: that of `data`, unless it would be misread or is none that a header can carry. */
export function contentTypeOf(stated: string | undefined): {
  readonly contentType: string;
  readonly warnings: readonly string[];
} {
  if (stated === undefined) return { contentType: JSON_TYPE, warnings: [] };
  if (PRINTABLE.test(stated) && !STRUCTURED_MODE.test(stated)) return { contentType: stated, warnings: [] };
  return { contentType: JSON_TYPE, warnings: [`The content type is ${JSON_TYPE}: ${reason(stated)}.`] };
}

function reason(stated: string): string {
  return STRUCTURED_MODE.test(stated)
    ? 'the datacontenttype of the event announces another mode of CloudEvents'
    : 'a header cannot carry the datacontenttype of the event';
}
