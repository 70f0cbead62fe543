import { OPERATIONS } from './operations/index.js';

const ROUTES = OPERATIONS.map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`),
}));

/** The methods that a path knows; empty when there is no such path. */
export function allowedMethods(url: string): readonly string[] {
  const path = url.split('?')[0] ?? '';
  return ROUTES.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
}
