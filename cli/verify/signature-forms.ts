import { asItIs, fault, type Form } from './diagnosis.js';

const DIGEST_BYTES = 32;
const FIX = 'pass the header on as it came: whole, and as text';

/** One signature of the header: its version, and the bytes that its text stands for in each way that it may have been changed. */
export interface SignatureToken {
  readonly version: string;
  readonly bytes: readonly Form<Buffer>[];
}

/** The signatures of a `webhook-signature` header: `v1,<base64>`, several separated by blanks. */
export function standardTokens(header: string): readonly SignatureToken[] {
  const unquoted = header.trim().replace(/^(['"])(.*)\1$/, '$2');
  const isQuoted = unquoted !== header.trim();
  const tokens = unquoted.split(/[\s;]+|,(?=v1a?,)/).filter((token) => token !== '');
  return tokens.map((token) => {
    const [, version = '', text = token] = /^(v\w+)[,=](.*)$/.exec(token) ?? [];
    const bytes = isQuoted
      ? flawed(text, 'signature-quoted', 'the signature header has quotes around it')
      : base64Forms(text);
    const withVersion = version === '' ? without(bytes) : bytes;
    return { version: version === '' ? 'v1' : version, bytes: withVersion };
  });
}

/** The signature of dialects whose header holds one: base64, or `sha256=` and hexadecimal. */
export function singleToken(header: string): SignatureToken {
  const plain = header.trim().replace(/^(['"])(.*)\1$/, '$2');
  const hex = /^sha256=([0-9a-f]{64})$/i.exec(plain);
  const bytes = hex === null ? base64Forms(plain) : [asItIs(Buffer.from(hex[1] ?? '', 'hex'))];
  return { version: '', bytes: plain === header.trim() ? bytes : bytes.map(({ value }) => quoted(value)) };
}

const quoted = (value: Buffer): Form<Buffer> => ({
  value,
  changed: fault('signature-quoted', 'the signature header has quotes around it', FIX),
});

function flawed(text: string, code: string, detail: string): readonly Form<Buffer>[] {
  return base64Forms(text).map(({ value }) => ({ value, changed: fault(code, detail, FIX) }));
}

function without(forms: readonly Form<Buffer>[]): readonly Form<Buffer>[] {
  const changed = fault('signature-version', 'the signature lacks its version, v1 and a comma', FIX);
  return forms.map(({ value }) => ({ value, changed }));
}

/** Base64 is what is sent; the other ways to write the same bytes are what frameworks and people make of it. */
function base64Forms(text: string): readonly Form<Buffer>[] {
  if (/^[0-9a-f]{64}$/i.test(text))
    return [
      {
        value: Buffer.from(text, 'hex'),
        changed: fault('signature-hex', 'the signature is in hexadecimal instead of base64', FIX),
      },
    ];
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') === text) return [asItIs(bytes)];
  const isUrlEncoded = /%[0-9a-f]{2}/i.test(text);
  const plain = isUrlEncoded
    ? text.replaceAll(/%2b/gi, '+').replaceAll(/%2f/gi, '/').replaceAll(/%3d/gi, '=')
    : text;
  const detail = isUrlEncoded
    ? 'the signature is percent-encoded'
    : /[-_]/.test(text)
      ? 'the signature is in base64url, with - and _ in place of + and /'
      : bytes.length < DIGEST_BYTES
        ? 'the signature is cut: it is shorter than any'
        : 'the signature lacks the = at its end';
  return [{ value: Buffer.from(plain, 'base64'), changed: fault('signature-encoding', detail, FIX) }];
}
