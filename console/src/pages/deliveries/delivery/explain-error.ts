import type { Attempt } from '../../../api/types.js';
import { explainCode, type Explanation } from './explain-code.js';

type Failed = Pick<Attempt, 'error' | 'responseCode' | 'redirects'>;

/** A failed attempt for people: what its error or its status means, and what to do. `successCodes` are the subscription's. */
export function explainFailure(
  { error, responseCode, redirects }: Failed,
  successCodes: string,
): Explanation {
  if (responseCode !== null) return explainCode(responseCode, successCodes, redirects.length > 0);
  const text = error ?? '';
  const known = ERRORS.find(([pattern]) => pattern.test(text));
  return known === undefined ? unknownError(text) : known[1];
}

/** By the sentences of the dispatcher, which has them from the network; the more special ones first. */
const ERRORS: readonly (readonly [RegExp, Explanation])[] = [
  [
    /^the body could not be rendered/,
    {
      title: 'There was nothing to send',
      text: 'The body could not be made from the event, so no request went out. No later attempt could do better.',
      advice:
        "Mend the subscription's template or dialect options, then replay the delivery: it is rendered anew.",
    },
  ],
  [
    /not reachable from here by policy|is refused: /,
    {
      title: 'Forbidden address',
      text: 'The host name leads to an address that Deskhook must not reach: loopback, private, link-local or a metadata service. Nothing was sent.',
      advice:
        'Use a public address, or have the operator allow the range with DESKHOOK_EGRESS_ALLOW if the receiver belongs to you.',
    },
  ],
  [
    /outbound proxy/,
    {
      title: 'The outbound proxy did not let it through',
      text: 'Requests leave through a proxy of the operator, which opened no connection. The receiver was not reached.',
      advice: "This is on Deskhook's side: ask the operator to look at the proxy and its credentials.",
    },
  ],
  [
    /access token|token endpoint/,
    {
      title: 'No access token',
      text: 'The subscription signs in with OAuth 2, and the token endpoint gave no token. The receiver itself was not asked.',
      advice: "Check the token URL, client id and client secret in the subscription's authentication.",
    },
  ],
  [
    /host name has no address/,
    {
      title: 'No such host name (DNS)',
      text: 'Name servers know no address for the host in the URL.',
      advice:
        'Check the URL for a typing error, and that the name is public, not only known inside your network.',
    },
  ],
  [
    /could not be resolved for now/,
    {
      title: 'The host name could not be looked up (DNS)',
      text: 'The name servers did not answer, or not in time. The receiver itself was not asked.',
      advice: 'It usually passes by itself. If it does not, check the name servers of the domain.',
    },
  ],
  [
    /refused the connection/,
    {
      title: 'Connection refused',
      text: 'The machine is there, but nothing listens on that port, or a firewall turns connections away.',
      advice: 'Check that the receiver runs, and that the port of the URL is the right one.',
    },
  ],
  [
    /no route to the endpoint/,
    {
      title: 'No way to the receiver',
      text: 'The network knows no route to its address.',
      advice: 'Check the address that the host name leads to, and firewalls in between.',
    },
  ],
  [
    /^no connection within/,
    {
      title: 'No connection in time',
      text: 'The address did not react at all: most often a firewall that drops packets, or a machine that is off.',
      advice:
        'Check that the receiver can be reached from the internet, and allow the addresses that Deskhook sends from.',
    },
  ],
  [
    /^no answer within/,
    {
      title: 'Timed out',
      text: 'The request was sent, but no complete answer came in time. The receiver may have processed it all the same.',
      advice:
        "Answer first and work afterwards, and drop what has a known webhook-id. Otherwise raise the subscription's time-out.",
    },
  ],
  [
    /certificate of the endpoint has expired/,
    {
      title: 'TLS certificate expired',
      text: 'The receiver shows a certificate whose time is over. Nothing was sent.',
      advice: 'Renew the certificate of the receiver; the next attempt goes through by itself.',
    },
  ],
  [
    /certificate of the endpoint is for another host name/,
    {
      title: 'TLS certificate of another host',
      text: 'The certificate is not made out to the host name in the URL. Nothing was sent.',
      advice: 'Use the name that the certificate has, or get one for this name.',
    },
  ],
  [
    /TLS certificate of the endpoint/,
    {
      title: 'TLS certificate not trusted',
      text: 'No authority that is trusted here vouches for the certificate: it is self-signed, not valid yet, or its chain is incomplete. Nothing was sent.',
      advice:
        'Use a certificate of a public authority, and serve the intermediate certificates along with it.',
    },
  ],
  [
    /client certificate/,
    {
      title: 'Client certificate refused',
      text: 'The receiver asks for a client certificate (mutual TLS) and got none, or does not trust the one it got.',
      advice: "Set the subscription's client certificate, and make its authority known to the receiver.",
    },
  ],
  [
    /TLS/,
    {
      title: 'TLS failed',
      text: 'No secure connection could be made: the port may not speak TLS, or only versions that are too old.',
      advice: 'Check that https and the port belong together; the receiver must speak TLS 1.2 or newer.',
    },
  ],
  [
    /redirect/,
    {
      title: 'Redirected too often, or nowhere',
      text: 'The receiver sent the request on to another address, more often than the subscription allows or to something that is no URL.',
      advice: 'Enter the final address as the URL of the subscription.',
    },
  ],
  [
    /did not answer in HTTP/,
    {
      title: 'Not an HTTP answer',
      text: 'Something answered that does not speak HTTP/1.1.',
      advice: 'Check the port of the URL, and whether http or https is meant.',
    },
  ],
  [
    /reset the connection|closed the connection/,
    {
      title: 'Connection broken off',
      text: 'The receiver closed the connection before it had answered. It may have processed the request all the same.',
      advice:
        "Look for crashes, restarts or size limits in the receiver's and its load balancer's logs at this time.",
    },
  ],
  [
    /more headers than are read|too large|another length/,
    {
      title: 'The answer could not be read',
      text: 'The answer has too many headers, or another length than it stated.',
      advice: 'Answer with a short body and few headers: only the status counts.',
    },
  ],
];

function unknownError(error: string): Explanation {
  return {
    title: 'No answer',
    text: error === '' ? 'The request got no answer.' : `The request got no answer: ${error}.`,
    advice: 'Check that the receiver runs and can be reached from the internet.',
  };
}
