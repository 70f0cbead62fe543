import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { z } from 'zod';
import { writePrivateFile } from '../start/private-file.js';

const yearMs = 365 * 86_400_000;
/** What the material file holds. */
export const tlsMaterialSchema = z.object({ certificate: z.string(), key: z.string(), endsAt: z.number() });
export type TlsMaterial = z.infer<typeof tlsMaterialSchema>;

/** A certificate for https receivers on loopback: one of the dialects is only sent to https. */
export interface LoopbackCertificate {
  /** File in PEM that Deskhook is told to trust. */
  readonly authorityFile: string;
  /** File with certificate and key as JSON, for the receiver alone. */
  readonly materialFile: string;
}

/** The certificate in the folder, or a new one. */
export async function loopbackCertificate(folder: string, now: number): Promise<LoopbackCertificate> {
  const authorityFile = join(folder, 'loopback-ca.pem');
  const materialFile = join(folder, 'loopback-tls.json');
  const material = (await kept(materialFile, now)) ?? (await make(now));
  await writePrivateFile(materialFile, material);
  await writeFile(authorityFile, material.certificate);
  return { authorityFile, materialFile };
}

async function kept(file: string, now: number) {
  try {
    const material = tlsMaterialSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return material.endsAt > now + yearMs / 12 ? material : undefined;
  } catch {
    return undefined;
  }
}

async function make(now: number): Promise<TlsMaterial> {
  const endsAt = now + 5 * yearMs;
  const made = await generate([{ name: 'commonName', value: 'Deskhook receivers on loopback' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - 86_400_000),
    notAfterDate: new Date(endsAt),
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  return { certificate: made.cert, key: made.private, endsAt };
}
