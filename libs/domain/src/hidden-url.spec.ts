import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hiddenUrl, SEARCHABLE_URL_PART, searchableText } from './hidden-url.js';

const SECRET_PATH_URLS = [
  'https://hooks.slack.com/services/T0/B0/s3cret',
  'HTTPS://Hooks.Slack.COM./services/T0/B0/s3cret',
  'https://hooks.slack.com:443/services/T0/B0/s3cret?x=s3cret',
  'https://hooks%2Eslack.com/services/s3cret',
  'https://hooks。slack.com/services/s3cret',
  'https://hoo\u212as.slack.com/services/s3cret',
  'https://hooks.sl\tack.com/services/s3cret',
  'https:///hooks.slack.com/services/s3cret',
  'https://hooks.slack.com\\services\\s3cret',
  'https://hooks.slack.com\\services/s3cret',
  'https://user@hooks.slack.com/services/s3cret',
  'https://discord.com/api/webhooks/1/s3cret',
  'https://ptb.discord.com/api/webhooks/1/s3cret',
  'https://canary.discordapp.com/api/webhooks/1/s3cret',
  'https://example.webhook.office.com/webhookb2/s3cret@s3cret/IncomingWebhook/s3cret',
  'https://prod-1.westus.logic.azure.com:443/workflows/s3cret/triggers/manual/paths/invoke?sig=s3cret',
  'https://default0.1.environment.api.powerplatform.com/powerautomate/s3cret?sig=s3cret',
];
const searchable = (url: string): string => new RegExp(SEARCHABLE_URL_PART, 'i').exec(url)?.[0] ?? '';

describe('the query of a URL', () => {
  test.each([
    ['https://example.com/hook', 'https://example.com/hook'],
    ['https://example.com/hook?token=s3cret', 'https://example.com/hook?token=[hidden]'],
    ['https://example.com/?a=1&b=2&&c=', 'https://example.com/?a=[hidden]&b=[hidden]&&c=[hidden]'],
    ['https://example.com/?a=1?b=2', 'https://example.com/?a=[hidden]'],
    ['https://example.com/?a=x=y', 'https://example.com/?a=[hidden]'],
    ['https://example.com/?s3cret', 'https://example.com/?[hidden]'],
    ['https://example.com/?', 'https://example.com/?'],
  ])('%s', (url, expected) => {
    expect(hiddenUrl(url)).toBe(expected);
  });

  test('shows no value, and the rest stays as it was', () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/);
    const value = fc.stringMatching(/^[A-Z0-9%+/.]{1,12}$/);
    const parameters = fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.webUrl(), parameters, (url, pairs) => {
        const query = pairs.map(([key, text]) => `${key}=${text}`).join('&');
        const hidden = hiddenUrl(`${url}?${query}`);
        expect(hidden).toBe(`${url}?${pairs.map(([key]) => `${key}=[hidden]`).join('&')}`);
        expect(searchableText(`${url}?${query}`)).toBe(url);
        expect(hiddenUrl(hidden)).toBe(hidden);
      }),
    );
  });
});

describe('the path of a URL', () => {
  test.each([
    ['https://hooks.slack.com/services/T0/B0/s3cret', 'https://hooks.slack.com/[hidden]'],
    ['https://hooks.slack.com', 'https://hooks.slack.com/[hidden]'],
    [
      'https://a.logic.azure.com:443/workflows/1?sig=x&y',
      'https://a.logic.azure.com:443/[hidden]?sig=[hidden]&[hidden]',
    ],
    ['https://slack.com/services/T0', 'https://slack.com/services/T0'],
    ['https://notdiscord.com/api', 'https://notdiscord.com/api'],
    ['https://discord.com.example/api', 'https://discord.com.example/api'],
    ['https://example.com/discord.com/api', 'https://example.com/discord.com/api'],
  ])('%s', (url, expected) => {
    expect(hiddenUrl(url)).toBe(expected);
    expect(hiddenUrl(expected)).toBe(expected);
  });

  test.each(SECRET_PATH_URLS)('is hidden in %s however it is written, and not searched', (url) => {
    expect(hiddenUrl(url)).toContain('/[hidden]');
    expect(hiddenUrl(url)).not.toContain('s3cret');
    expect(searchable(url)).not.toContain('s3cret');
  });

  test('is hidden where redirects lead', () => {
    const slack = 'https://hooks.slack.com/services/T0/B0/s3cret';
    expect(hiddenUrl('/services/T0/B0/s3cret/', [slack])).toBe('/[hidden]');
    expect(hiddenUrl('//slack.example/services/s3cret', [slack])).toBe('/[hidden]');
    expect(hiddenUrl('https://slack.example/services/s3cret', [slack])).toBe(
      'https://slack.example/[hidden]',
    );
    const plain = 'https://example.com';
    expect(hiddenUrl('/s3cret', [plain, slack, plain])).toBe('/[hidden]');
    expect(hiddenUrl('//hooks.slack.com/services/s3cret', [plain])).toBe('/[hidden]');
    expect(hiddenUrl('/path?a=s3cret', [plain])).toBe('/path?a=[hidden]');
    expect(hiddenUrl('/path?a=s3cret', ['no URL'])).toBe('/path?a=[hidden]');
  });
});

describe('what readers may search who see no secrets', () => {
  test.each([
    ['https://example.com/hook?token=s3cret', 'https://example.com/hook'],
    ['http://127.0.0.1:8080/hook', 'http://127.0.0.1:8080/hook'],
    ['https://example.com', 'https://example.com'],
    ['https://example.com?s3cret', 'https://example.com'],
    ['https://münchen.example/hook', 'https://münchen.example/'],
    ['https://hooks.slack.com/services/T0', 'https://hooks.slack.com/'],
    ['ftp://example.com/', ''],
  ])('%s', (url, expected) => {
    expect(searchable(url)).toBe(expected);
  });

  test('is never more than they see', () => {
    const secret = fc.constantFrom(...SECRET_PATH_URLS);
    const odd = fc.constantFrom('\\', '/', '.', '%2e', ':', '@', '\t', '?', '#', 'ſ', '。');
    const damaged = fc
      .tuple(secret, fc.nat(30), odd)
      .map(([url, at, text]) => url.slice(0, at) + text + url.slice(at));
    fc.assert(
      fc.property(fc.oneof(damaged, fc.webUrl({ withQueryParameters: true })), (url) => {
        if (URL.canParse(url)) expect(`${hiddenUrl(url)}/`).toContain(searchable(url));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['https://hooks.slack.com/[hidden]', 'https://hooks.slack.com/'],
    ['https://example.com/?token=[hidden]', 'https://example.com/'],
    ['?token=s3cret', '?token=s3cret'],
    ['', ''],
  ])('by the text %s', (text, expected) => {
    expect(searchableText(text)).toBe(expected);
  });
});
