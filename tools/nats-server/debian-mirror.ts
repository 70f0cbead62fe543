/** Where this system's apt gets Debian from, and the key that it trusts for it. */
export interface DebianMirror {
  readonly uri: string;
  readonly signedBy: string | undefined;
}

interface Source extends DebianMirror {
  readonly types: readonly string[];
  readonly suites: readonly string[];
  readonly components: readonly string[];
}

/**
 * Finds the mirror of the system's own release in its apt sources (both file formats), so that we
 * go where the machine's administrator wants apt to go.
 */
export function findMirror(
  files: readonly { readonly name: string; readonly text: string }[],
  codename: string,
): DebianMirror | undefined {
  const sources = files.flatMap(({ name, text }) =>
    name.endsWith('.sources') ? parseStanzas(text) : parseLines(text),
  );
  const releases = new Set([codename, 'stable', 'testing', 'sid', 'unstable']);
  return sources.find(
    (source) =>
      source.types.includes('deb') &&
      source.suites.some((suite) => releases.has(suite)) &&
      source.components.includes('main') &&
      /^(https?|file):/.test(source.uri),
  );
}

/** `deb [signed-by=…] uri suite component …`, one a line. */
function parseLines(text: string): Source[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*(deb)\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s+([^#]*)/.exec(line);
    if (match === null) return [];
    const [, type = '', options = '', uri = '', suite = '', components = ''] = match;
    const signedBy = /signed-by=(\S+)/.exec(options)?.[1];
    return [{ types: [type], uri, suites: [suite], components: words(components), signedBy }];
  });
}

/** deb822: stanzas of `Field: value` between empty lines. */
function parseStanzas(text: string): Source[] {
  const stanzas = text.replaceAll(/^#.*\n/gm, '').split(/\n\s*\n/);
  return stanzas.flatMap((stanza) => {
    const field = (name: string): string =>
      new RegExp(`^${name}:[ \\t]*(.*(?:\\n[ \\t]+.*)*)`, 'im').exec(stanza)?.[1]?.trim() ?? '';
    if (field('Enabled').toLowerCase() === 'no') return [];
    // A key may stand in the stanza itself; then apt's own keyring serves us.
    const signedBy = field('Signed-By').startsWith('/') ? field('Signed-By') : undefined;
    return words(field('URIs')).map((uri) => ({
      types: words(field('Types')),
      uri,
      suites: words(field('Suites')),
      components: words(field('Components')),
      signedBy,
    }));
  });
}

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
