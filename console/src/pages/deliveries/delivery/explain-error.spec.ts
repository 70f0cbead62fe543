import { describe, expect, it } from '@jest/globals';
import { explainFailure } from './explain-error.js';

const titleOf = (error: string) => explainFailure({ error, responseCode: null, redirects: [] }, '2xx').title;
const ofCode = (responseCode: number, successCodes = '2xx') =>
  explainFailure({ error: null, responseCode, redirects: [] }, successCodes);

describe('a failure, explained', () => {
  // The sentences are those of the dispatcher: send-error.ts, proxy-tunnel.ts, redirect.ts, access-tokens.ts.
  it.each([
    ['the host name has no address', 'No such host name (DNS)'],
    ['the host name could not be resolved for now', 'The host name could not be looked up (DNS)'],
    ['the endpoint refused the connection', 'Connection refused'],
    ['there is no route to the endpoint', 'No way to the receiver'],
    ['no connection within 5000 ms', 'No connection in time'],
    ['no answer within 15000 ms', 'Timed out'],
    ['the TLS certificate of the endpoint has expired', 'TLS certificate expired'],
    ['the TLS certificate of the endpoint is for another host name', 'TLS certificate of another host'],
    ['the TLS certificate of the endpoint is self-signed', 'TLS certificate not trusted'],
    ['the endpoint did not accept the client certificate, or wants one', 'Client certificate refused'],
    ['TLS with the endpoint failed (ERR_SSL_X): does it speak TLS on this port?', 'TLS failed'],
    ['the endpoint speaks no version of TLS that is allowed here', 'TLS failed'],
    ['crm.example: the address 10.0.0.1 is not reachable from here by policy (private)', 'Forbidden address'],
    [
      'the redirect to http://10.0.0.1 is refused: the address 10.0.0.1 is not reachable from here by policy (private)',
      'Forbidden address',
    ],
    ['more than 3 redirects', 'Redirected too often, or nowhere'],
    ['the outbound proxy answered 502 and opened no connection', 'The outbound proxy did not let it through'],
    ['there is no access token: the token endpoint answered 401', 'No access token'],
    ['the endpoint did not answer in HTTP (Expected HTTP/)', 'Not an HTTP answer'],
    ['the endpoint closed the connection without an answer', 'Connection broken off'],
    ['the endpoint reset the connection', 'Connection broken off'],
    ['the endpoint answered with more headers than are read', 'The answer could not be read'],
    ['the body could not be rendered: no end of the block', 'There was nothing to send'],
  ])('%s', (error, title) => expect(titleOf(error)).toBe(title));

  it('repeats what it does not know', () => {
    const { text } = explainFailure({ error: 'the moon is full', responseCode: null, redirects: [] }, '2xx');
    expect(text).toBe('The request got no answer: the moon is full.');
  });

  it('tells receivers that fail from those that refuse', () => {
    expect(ofCode(500).title).toBe('500: Failure of the receiver');
    expect(ofCode(401).advice).toMatch(/signing secret/);
    expect(ofCode(418).title).toBe('418: Refused');
    expect(ofCode(302).title).toBe('302: A redirect that is not followed');
  });

  it('says where a friendly answer is none of the success codes', () => {
    expect(ofCode(204, '200').text).toMatch(/only counts 200 as delivered/);
  });

  it('says where the answer came from', () => {
    const redirects = [{ code: 307, url: 'https://crm.example/final' }];
    expect(explainFailure({ error: null, responseCode: 404, redirects }, '2xx').text).toMatch(
      /last redirect/,
    );
  });
});
