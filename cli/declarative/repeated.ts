import type { Fault } from '../cli-error.js';
import { faultAt, type Manifest } from './manifest.js';
import type { Placed } from './plan.js';

/** Documents that mean what another one before them means, too. */
export function repeated(documents: readonly Placed[]): Fault[] {
  const first = new Map<string, Manifest>();
  return documents.flatMap(({ tenant, manifest }) => {
    const identity = JSON.stringify([tenant, manifest.kind, manifest.name]);
    const before = first.get(identity);
    first.set(identity, before ?? manifest);
    if (before === undefined) return [];
    const detail = `${manifest.kind} "${manifest.name}" stands in ${before.placeOf('/metadata/name')} already`;
    return [faultAt(manifest, '/metadata/name', detail)];
  });
}
