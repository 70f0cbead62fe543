// Test support: what a page of `docs/dialects` says, and what it should say.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleRequest } from './sample-request.js';
import type { Vendor } from './vendors.js';

/** The secret that signs the samples. */
export const DOCS_SECRET = 'an-example-secret';

const WIDTH = 100;

export function docsPage(name: string): string {
  return readFileSync(pathOf(name), 'utf8');
}

/** Replaces the sample request of a page by what is sent now. */
export function writeSample(vendor: Vendor): void {
  const { name } = vendor.dialect;
  const block = `\`\`\`http\n${shownRequest(vendor)}\`\`\``;
  writeFileSync(
    pathOf(name),
    docsPage(name).replace(/^```http\n[\s\S]*?^```$/m, () => block),
  );
}

function pathOf(name: string): string {
  return join('docs', 'dialects', `${name}.md`);
}

/** The fenced blocks of a language, in order. */
export function blocks(page: string, language: string): string[] {
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter(([, found]) => found === language)
    .map(([, , text = '']) => text);
}

/** The rows of the table under a heading, without its head, each as cells. */
export function tableUnder(page: string, heading: string): string[][] {
  const [section = ''] = (page.split(`\n## ${heading}\n`)[1] ?? '').split('\n## ');
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** The sample request as the page shows it: JSON indented, a form with one field a line. */
export function shownRequest({ dialect, shown }: Vendor): string {
  const secret = dialect.signsByDefault ? DOCS_SECRET : null;
  const { contentType, body, headers = {} } = sampleRequest(dialect, shown, { secret });
  const text = typeof body === 'string' ? body : Buffer.from(body).toString();
  const all = {
    'content-type': contentType,
    'content-length': String(Buffer.byteLength(text)),
    'user-agent': 'Deskhook/<version>',
    ...headers,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\n`);
  const shownBody = contentType.startsWith('application/json')
    ? indented(JSON.parse(text))
    : aFieldALine(text);
  return `POST /hook HTTP/1.1\n${head.join('')}\n${shownBody}\n`;
}

function aFieldALine(form: string): string {
  return form.replaceAll('&', '\n&');
}

/** JSON whose objects and lists stand on one line where they fit. */
function indented(value: unknown, indent = '', room = WIDTH): string {
  const line = oneLine(value);
  if (line.length + indent.length <= room) return line;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((one) => deeper + indented(one, deeper)).join(',\n')}\n${indent}]`;
  }
  if (typeof value !== 'object' || value === null) return line;
  const members = Object.entries(value).map(
    ([name, one]) => `${deeper}"${name}": ${indented(one, deeper, WIDTH - name.length - 4)}`,
  );
  return `{\n${members.join(',\n')}\n${indent}}`;
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, one]) => `"${name}": ${oneLine(one)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
