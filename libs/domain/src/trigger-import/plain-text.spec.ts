import { describe, expect, it } from '@jest/globals';
import { plainText } from './plain-text.js';

describe('the text of HTML', () => {
  it.each<[string, string]>([
    ['no < tags: a  b ', 'no < tags: a  b'],
    ['a  b', 'a  b'],
    ['<p>One</p>  <p>two &lt;b&gt; &amp; three</p>', 'One\ntwo <b> & three'],
    ['a<br/>  \t<br >\n\n\n<li>b</li>', 'a\n\nb'],
  ])('%j is %j', (html, text) => {
    expect(plainText(html)).toBe(text);
  });

  it('takes linear time: a note of hostile length is no load', () => {
    const length = 250_000;
    expect(plainText(`<b>${'<'.repeat(length)}`)).toHaveLength(length);
    expect(plainText(`<b>a${' '.repeat(length)}b`)).toHaveLength(length + 2);
  });
});
