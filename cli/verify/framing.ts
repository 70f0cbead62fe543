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
