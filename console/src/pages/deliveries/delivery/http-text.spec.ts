import { describe, expect, it } from '@jest/globals';
import { formFields, headerLines, languageOf, requestLine } from './http-text.js';

describe('what went over the wire, as a text', () => {
  it('begins with the line of the request', () => {
    expect(requestLine('https://crm.example:8443/hooks?token=a')).toBe(
      'POST /hooks?token=a HTTP/1.1\nhost: crm.example:8443',
    );
    expect(headerLines({ accept: '*/*', 'webhook-id': 'dlv_1' })).toEqual([
      'accept: */*',
      'webhook-id: dlv_1',
    ]);
  });

  it('knows a language by the content type', () => {
    const languages = ['application/cloudevents+json', 'text/html; charset=utf-8', 'text/plain'].map((type) =>
      languageOf({ 'Content-Type': type }),
    );
    expect(languages).toEqual(['json', 'xml', 'text']);
    expect(languageOf({})).toBe('text');
  });

  it('decodes forms', () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(formFields(form, 'ticket%5Bid%5D=1&subject=a+b')).toBe('ticket[id] = 1\nsubject = a b');
    expect(formFields({ 'content-type': 'application/json' }, '{}')).toBeNull();
  });
});
