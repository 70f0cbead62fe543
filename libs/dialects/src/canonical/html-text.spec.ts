import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { htmlToText, textToHtml } from './html-text.js';

describe('htmlToText', () => {
  test.each([
    ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['<div>One</div>\n<div>Two</div>', 'One\nTwo'],
    ['One<br>Two<br/>Three<BR />', 'One\nTwo\nThree'],
    ['<ul><li>a</li><li>b</li></ul>after', 'a\nb\nafter'],
    ['<b>bold</b> and\n   <i>more</i>', 'bold and more'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
    ['<pre>a\n  b</pre>', 'a\nb'],
    [
      'Tom &amp; Jerry &lt;tom@example.com&gt; &eacute;&#233;&#xE9; &hellip;',
      'Tom & Jerry <tom@example.com> ééé …',
    ],
    ['&unknown; &#0; &#xD800; AT&T', '&unknown; &#0; &#xD800; AT&T'],
    ['a&nbsp;b', 'a b'],
    ['<style>p { color: red }</style>x<script>if (a < b) alert("<p>")</script>y', 'xy'],
    ['<SCRIPT>no</SCRIPT >yes', 'yes'],
    ['<!-- a comment > with --> text', 'text'],
    ['<a title="a > b" href=x>link</a>', 'link'],
    ["<p title=it's>fine</p>", 'fine'],
    ['3 < 4 and 5 > 2', '3 < 4 and 5 > 2'],
    ['<!DOCTYPE html><html><head><title>Mail</title></head><body>x</body></html>', 'x'],
    ['unclosed <b', 'unclosed'],
    ['', ''],
  ])('%j becomes %j', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  test('never throws and leaves no tag, whatever it is given', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<br',
      '>',
      '<!--',
      '-->',
      '"',
      "='",
      '<script>',
      '&amp;',
      'a',
      ' ',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(htmlToText(pieces.join(''))).not.toMatch(/<(p|\/p|script)>/);
      }),
    );
  });

  test.each(['<', '<a ', '<a "', '<a =" ', '<script>', '<!--', '&', '&#', '<p>', '<pre>\n', '=  '])(
    'takes time in proportion to its input: 600,000 characters of %j',
    (piece) => {
      const startedAt = performance.now();
      htmlToText(piece.repeat(600_000 / piece.length));
      expect(performance.now() - startedAt).toBeLessThan(2000);
    },
  );
});

describe('textToHtml', () => {
  test('escapes markup and writes line ends as <br>', () => {
    expect(textToHtml('a < b & "c"\r\nd\ne\rf')).toBe('a &lt; b &amp; &quot;c&quot;<br>d<br>e<br>f');
  });

  test('what it writes reads back as the same lines', () => {
    const line = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/).filter((text) => !text.includes('  '));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(htmlToText(textToHtml(lines.join('\n')))).toBe(lines.join('\n'));
      }),
    );
  });
});
