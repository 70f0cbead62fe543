import { describe, expect, it } from '@jest/globals';
import { EgressRefusedError } from './egress-error.js';
import { failureClass } from './send-error.js';

const withCode = (code: string) => Object.assign(new Error(code), { code });

describe('failureClass', () => {
  it.each([
    ['ECONNREFUSED', 'connection'],
    ['UND_ERR_SOCKET', 'connection'],
    ['ETIMEDOUT', 'timeout'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['UND_ERR_HEADERS_OVERFLOW', 'other'],
  ])('counts %s as %s', (code, expected) => {
    expect(failureClass(withCode(code))).toBe(expected);
  });

  it('looks at the first address that failed, and knows what the policy forbids', () => {
    expect(failureClass(new AggregateError([withCode('ECONNREFUSED'), withCode('ETIMEDOUT')]))).toBe(
      'connection',
    );
    expect(failureClass(new EgressRefusedError('loopback'))).toBe('forbidden');
    expect(failureClass(new Error('something else'))).toBe('other');
  });
});
