import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loopbackCertificate } from '../../../../tools/local-stack/loopback-certificate.js';
import { trustedAuthorities } from './trusted-authorities.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskhook-ca-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('without a file the defaults stay in force', () => {
  expect(trustedAuthorities(undefined)).toEqual({});
  expect(trustedAuthorities('')).toEqual({});
});

test('every certificate of the file is trusted beside the usual ones', async () => {
  const { authorityFile } = await loopbackCertificate(folder, Date.now());
  const file = join(folder, 'two.pem');
  const pem = readFileSync(authorityFile, 'utf8');
  writeFileSync(file, `# ours\n${pem}\n# again\n${pem}`);
  expect(trustedAuthorities(file).authorities).toHaveLength(getCACertificates('default').length + 2);
});

test.each([
  ['nothing.pem', null, /DESKHOOK_EGRESS_CA_FILE: .*ENOENT/],
  ['text.pem', 'not a certificate', /DESKHOOK_EGRESS_CA_FILE: .*no certificate in PEM/],
  [
    'broken.pem',
    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    /DESKHOOK_EGRESS_CA_FILE: .*cannot be used/,
  ],
])('%s ends the boot with a sentence', (name, content, sentence) => {
  const file = join(folder, name);
  if (content !== null) writeFileSync(file, content);
  expect(() => trustedAuthorities(file)).toThrow(sentence);
});
