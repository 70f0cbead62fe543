export interface Explanation {
  /** What happened, in a few words. */
  readonly title: string;
  /** What that means. */
  readonly text: string;
  /** Where to look, or what to change. */
  readonly advice: string;
}

const CODES: Readonly<Record<number, Explanation>> = {
  400: refusal(
    'Bad request',
    'The receiver did not understand the body.',
    'Compare the body with what it expects; the dialect may be the wrong one.',
  ),
  401: refusal(
    'Not authenticated',
    'The receiver wants credentials, or did not accept ours.',
    "Check the subscription's authentication and headers, and that the receiver verifies with the current signing secret.",
  ),
  403: refusal(
    'Forbidden',
    'The receiver, or a firewall before it, turned the request away.',
    'Check the signing secret, allow lists of addresses, and bot protection before the receiver.',
  ),
  404: refusal(
    'Not found',
    'There is nothing at the path of the URL.',
    'Check the path of the URL, and whether the receiver was moved.',
  ),
  405: refusal(
    'Method not allowed',
    'The receiver takes no POST at this path.',
    'Check the path of the URL: webhooks are sent with POST.',
  ),
  408: refusal(
    'Request timeout',
    'The receiver gave up waiting.',
    'It is retried. If it happens often, look for overload at the receiver.',
  ),
  409: refusal(
    'Conflict',
    'The receiver says that this contradicts what it has, often since it knows the webhook-id already.',
    'Answer 2xx to what was processed before: a repeated delivery is no error.',
  ),
  410: refusal(
    'Gone',
    'The receiver says that it wants nothing more, for good. Its URL is disabled and nothing more is sent to it.',
    'Enter another URL, or activate the URL again in the subscription.',
  ),
  413: refusal(
    'Too large',
    'The receiver does not take bodies of this size.',
    'Raise the limit of the receiver or its proxy; events have up to 1 MB.',
  ),
  415: refusal(
    'Wrong content type',
    'The receiver does not take this content type.',
    'Choose the dialect that the receiver expects.',
  ),
  422: refusal(
    'Not processable',
    'The receiver understood the body but does not accept its content.',
    'The body of its answer usually says which field it means.',
  ),
  429: refusal(
    'Too many requests',
    'The receiver limits how often it may be called. It is left alone for as long as it asks (Retry-After).',
    'Set a rate limit in the subscription that fits the receiver.',
  ),
  502: refusal(
    'Bad gateway',
    'The proxy before the receiver got no valid answer from it.',
    'Look whether the receiver behind the proxy runs.',
  ),
  503: refusal(
    'Unavailable',
    'The receiver says that it cannot work at the moment: overload, or a deployment.',
    'It usually passes by itself; it is retried by the schedule, or when the receiver asks (Retry-After).',
  ),
  504: refusal(
    'Gateway timeout',
    'The proxy before the receiver waited too long for it.',
    'Answer first and work afterwards.',
  ),
};

function refusal(name: string, text: string, advice: string): Explanation {
  return { title: name, text, advice };
}

/** A status that is no success: what it means, and what to do. `successCodes` are those of the subscription. */
export function explainCode(code: number, successCodes: string, wasRedirected: boolean): Explanation {
  const { title, text, advice } = CODES[code] ?? ofClass(code, successCodes);
  const after = wasRedirected ? ' The answer is that of the last redirect.' : '';
  return { title: `${code}: ${title}`, text: text + after, advice };
}

function ofClass(code: number, successCodes: string): Explanation {
  if (code < 300)
    return refusal(
      'Not a success here',
      `The answer is friendly, but the subscription only counts ${successCodes} as delivered.`,
      'Change the success codes of the subscription, or the status that the receiver answers with.',
    );
  if (code < 400)
    return refusal(
      'A redirect that is not followed',
      'The receiver sends the request elsewhere. The subscription follows no redirects, or the answer says not where to.',
      'Enter the final address as the URL, or allow redirects in the subscription. A redirect to a sign-in page means missing credentials.',
    );
  if (code < 500)
    return refusal(
      'Refused',
      `The receiver refused the request; the subscription counts ${successCodes} as delivered.`,
      'The body of its answer usually says why.',
    );
  return refusal(
    'Failure of the receiver',
    'The receiver got the request and failed while it worked on it.',
    "Look into the receiver's log at this time; the webhook-id and the trace id find the request there.",
  );
}
