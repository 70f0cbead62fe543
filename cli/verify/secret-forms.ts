import { asItIs, fault, type Form } from './diagnosis.js';

/** What a secret may have been before it was copied: as it was given first, then what mistakes can be undone. */
export function textForms(secret: string): readonly Form<string>[] {
  const forms: Form<string>[] = [asItIs(secret)];
  const add = (value: string, code: string, detail: string, fix: string) => {
    if (value !== '' && forms.every((form) => form.value !== value))
      forms.push({ value, changed: fault(code, detail, fix) });
  };
  const trimmed = secret.trim();
  add(
    trimmed,
    'secret-whitespace',
    `the secret has ${whitespaceOf(secret)} around it`,
    'take it away where the secret is stored: `printf` instead of `echo`, or trim what is read',
  );
  add(
    trimmed.replace(/^(['"])(.*)\1$/, '$2'),
    'secret-quoted',
    'the secret has quotes around it that are not part of it',
    'store it without the quotes',
  );
  add(
    trimmed.replace(/^[A-Za-z_]\w*=/, ''),
    'secret-with-name',
    'the secret has the name of a variable before it',
    'store what stands after the equals sign',
  );
  add(
    trimmed.replace(/^(export\s+)?[A-Za-z_]\w*=(['"])(.*)\2;?$/, '$3'),
    'secret-with-name',
    'the secret has the name of a variable before it and quotes around it',
    'store what stands between the quotes',
  );
  add(
    decoded(trimmed, 'base64'),
    'secret-encoded-twice',
    'the secret is in base64 once more, as Kubernetes writes secrets down',
    'decode it once: base64 -d',
  );
  return forms;
}

/** The keys that a text may stand for in Standard Webhooks: `whsec_` and base64, else what can be made of it. */
export function keyForms(secret: string): readonly Form<Buffer>[] {
  return textForms(secret).flatMap(({ value, changed }) =>
    keysOf(value).map((form) => ({ value: form.value, changed: changed ?? form.changed })),
  );
}

const PREFIX = 'whsec_';

function keysOf(text: string): readonly Form<Buffer>[] {
  const forms: Form<Buffer>[] = [];
  const add = (value: Buffer, code: string, detail: string) =>
    forms.push({ value, changed: fault(code, detail, 'give it as Deskhook shows it: whsec_ and base64') });
  const hasPrefix = text.startsWith(PREFIX);
  const encoded = hasPrefix ? text.slice(PREFIX.length) : text;
  const lacks = hasPrefix ? '' : ', and its prefix whsec_ is missing';
  const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(encoded);
  if (isBase64 && hasPrefix && encoded.length % 4 === 0) forms.push(asItIs(Buffer.from(encoded, 'base64')));
  else if (isBase64 && hasPrefix)
    add(Buffer.from(encoded, 'base64'), 'secret-padding', 'the secret lacks the = at the end of its base64');
  else if (isBase64)
    add(Buffer.from(encoded, 'base64'), 'secret-prefix', 'the secret lacks its prefix whsec_');
  if (/^[A-Za-z0-9_-]+={0,2}$/.test(encoded) && !isBase64)
    add(
      Buffer.from(encoded, 'base64url'),
      'secret-base64url',
      `the secret is in base64url, with - and _ in place of + and /${lacks}`,
    );
  if (/^([0-9a-f]{2})+$/i.test(encoded))
    add(Buffer.from(encoded, 'hex'), 'secret-hex', `the secret is in hexadecimal instead of base64${lacks}`);
  return forms;
}

function whitespaceOf(secret: string): string {
  return /\n\s*$/.test(secret) ? 'a line break' : 'blanks';
}

/** The text in base64; empty where it is none, or none of a text. */
function decoded(text: string, encoding: 'base64'): string {
  if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(text)) return '';
  const result = Buffer.from(text, encoding).toString('utf8').trim();
  return /^[\x20-\x7e]+$/.test(result) ? result : '';
}
