// Test support: golden vectors, byte for byte. Every spec reads the same files, so none can keep an older copy.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The bytes of a golden vector. */
export function goldenVector(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, 'vectors', name));
}

/** A golden vector as text. */
export function goldenText(name: string): string {
  return goldenVector(name).toString('utf8');
}
