import { attemptReportSchema } from '@deskhook/contracts';
import { inflateBody } from '@deskhook/messaging';

/** A report whose body the dispatcher deflated, as if it had not. What cannot be read stays as it is, and is refused later. */
export function withInflatedBody(payload: Uint8Array): Uint8Array {
  const report = attemptReportSchema.safeParse(parseJson(payload));
  const { body, bodyEncoding, ...request } = report.data?.request ?? {};
  if (report.data === undefined || body === undefined || bodyEncoding !== 'deflate') return payload;
  const inflated = inflateBody(Buffer.from(body, 'base64'));
  if (inflated === null) return payload;
  const whole = { ...request, body: Buffer.from(inflated).toString('base64') };
  return Buffer.from(JSON.stringify({ ...report.data, request: whole }));
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch {
    return null;
  }
}
