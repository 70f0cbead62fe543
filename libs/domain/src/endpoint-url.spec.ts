import { describe, expect, test } from '@jest/globals';
import { PUBLIC_INTERNET } from './address-policy.js';
import { endpointUrlProblem, splitUrls } from './endpoint-url.js';

describe('URLs of endpoints', () => {
  test('one text is split at commas, semicolons and white space', () => {
    expect(splitUrls(' https://a.example,https://b.example;\nhttps://c.example\t ')).toEqual([
      'https://a.example',
      'https://b.example',
      'https://c.example',
    ]);
  });
  test.each([
    'https://example.com/hook?token=a%20b',
    'http://example.com:8080',
    'https://münchen.example/x',
    'https://1.1.1.1/',
    'https://example.com./',
    'https://[2606:4700::1111]:8443/',
  ])('%s is fine', (url) => {
    expect(endpointUrlProblem(url, PUBLIC_INTERNET)).toBeNull();
  });
  test.each([
    'example.com',
    '//example.com/',
    'ftp://example.com',
    'file:///etc/passwd',
    'file://example.com/etc/passwd',
    'javascript:alert(1)',
    'data:text/plain,x',
    'gopher://example.com/',
    'dict://example.com/',
    'ws://example.com/',
    'unix:/var/run/docker.sock',
    'http+unix://%2Fvar%2Frun%2Fdocker.sock/',
    'http:example.com',
    'http:/example.com',
    'https://',
    'http://:80/',
    'https://user:pw@example.com/',
    'https://user@example.com/',
    'https://:pw@example.com/',
    'https://example.com@127.0.0.1/',
    'https://example.com%40127.0.0.1/',
    'https://example.com:99999/',
    'https://exa mple.com/',
    'https://example.com\u0000.evil.example/',
    'https://example.com/#frag',
    'http://127.0.0.1/',
    'http://127.1/',
    'http://0/',
    'http://localhost/',
    'http://LOCALHOST/',
    'http://localhost./',
    'http://x.localhost/',
    'http://0x7f.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://017700000001/',
    'http://0177.0.0.1/',
    'http://%31%32%37.0.0.1/',
    'http://①②⑦.⓪.⓪.①/',
    'http://127。0。0。1/',
    'http://127.0.0.1\\@example.com/',
    'http://[::1]/',
    'http://[::]/',
    'http://[0:0:0:0:0:ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[2002:a9fe:a9fe::]/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1%25eth0]/',
    'http://[fe80::1%eth0]/',
    'http://169.254.169.254./',
    'http://169.254.169.254../',
    'http://[1.1.1.1]/',
    'http://256.256.256.256/',
    'http://1.2.3.4.5/',
    `https://example.com/${'a'.repeat(2100)}`,
  ])('%s is refused', (url) => {
    expect(endpointUrlProblem(url, PUBLIC_INTERNET)).not.toBeNull();
  });
});
