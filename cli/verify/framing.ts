import { fault, warning, type Finding } from './diagnosis.js';
import { headerValue } from './header-values.js';
import type { ReceivedRequest } from './received-request.js';

/** What the headers say of the body that the body is not. */
export function framingFindings(request: ReceivedRequest): readonly Finding[] {
  return [...lengthFindings(request), ...encodingFindings(request), ...emptyFindings(request)];
}

function lengthFindings(request: ReceivedRequest): readonly Finding[] {
  const stated = Number(headerValue(request, 'content-length')?.value ?? Number.NaN);
  const { length } = request.body;
  if (Number.isNaN(stated) || stated === length) return [];
  const isCut = length < stated;
  if (isCut && isWhole(request.body))
    return [
      fault(
        'body-rewritten',
        `content-length says ${stated} bytes, the body has ${length} and is whole JSON: it was written anew`,
        'verify the bytes as they came, before anything parses or changes them',
      ),
    ];
  const detail = `content-length says ${stated} bytes, the body has ${length}`;
  return isCut
    ? [
        fault(
          'body-truncated',
          `${detail}: its end is missing`,
          'raise the limit of what reads the body, or record the request as a whole',
        ),
      ]
    : [
        warning(
          'body-longer',
          detail,
          'it has more than was sent: a line break at its end, or another encoding',
        ),
      ];
}

/** What is cut is no JSON any more; of a number that cannot be told. */
function isWhole(body: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

function encodingFindings(request: ReceivedRequest): readonly Finding[] {
  const encoding = headerValue(request, 'content-encoding')?.value ?? 'identity';
  if (encoding.toLowerCase() === 'identity') return [];
  const detail = `content-encoding is ${encoding}: Deskhook sends bodies as they are, so something in between packs them`;
  return [
    warning(
      'content-encoding',
      detail,
      'verify the unpacked body, or let nothing pack requests on their way to you',
    ),
  ];
}

function emptyFindings({ body }: ReceivedRequest): readonly Finding[] {
  if (body.length > 0) return [];
  return [
    fault(
      'body-empty',
      'there is no body',
      'record the request before anything reads its body: a stream can be read once',
    ),
  ];
}
