/** A part of the source tree with import rules of its own. */
export type Room =
  | { readonly kind: 'lib'; readonly name: string }
  | { readonly kind: 'service'; readonly name: string }
  /** The browser's side: it knows the API alone. */
  | { readonly kind: 'console' }
  /** The command line: it uses the libs and the API, no service. */
  | { readonly kind: 'cli' }
  /** `services/main.ts`, which puts the services together. */
  | { readonly kind: 'composition-root' }
  /** Tools, tests and benchmarks: they may look everywhere. */
  | { readonly kind: 'free' };

/** The room of a file, by its path from the project's root with forward slashes. */
export function roomOf(path: string): Room {
  const [top = '', name = '', ...rest] = path.split('/');
  if (top === 'libs') return { kind: 'lib', name };
  if (top === 'console') return { kind: 'console' };
  if (top === 'cli') return { kind: 'cli' };
  if (top !== 'services') return { kind: 'free' };
  return rest.length === 0 ? { kind: 'composition-root' } : { kind: 'service', name };
}

export function nameOf(room: Room): string {
  switch (room.kind) {
    case 'lib':
      return `libs/${room.name}`;
    case 'service':
      return `services/${room.name}`;
    case 'console':
      return 'the console';
    case 'cli':
      return 'the command line';
    case 'composition-root':
      return 'services';
    case 'free':
      return 'the tools and tests';
    default:
      return room satisfies never;
  }
}
