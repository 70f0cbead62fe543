import { nearestName } from '@deskhook/domain';
import { z } from 'zod';
import { API_VERSION, KINDS } from './manifest.schema.js';
import type { Source } from './read-sources.js';
import type { YamlDocument } from './yaml-documents.js';

const [GROUP = ''] = API_VERSION.split('/');
const headSchema = z.looseObject({ apiVersion: z.unknown().optional(), kind: z.unknown().optional() });

/**
 * Whether a file that was found in a folder is somebody else's, such as a package.json. One that only has a slip in what makes it
 * ours is not: left out in silence it would look like a deletion to `--prune`.
 */
export function isForeign({ isFound, text }: Source, documents: readonly YamlDocument[]): boolean {
  return isFound && !text.includes(`${GROUP}/`) && !documents.some(({ value }) => looksOurs(value));
}

function looksOurs(value: unknown): boolean {
  const head = headSchema.safeParse(value).data;
  if (head === undefined) return false;
  const { apiVersion, kind } = head;
  if (typeof apiVersion !== 'string') return KINDS.some((one) => one === kind);
  return nearestName(apiVersion.split('/', 1)[0] ?? '', [GROUP]) !== null;
}
