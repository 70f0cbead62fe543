import { describe, expect, it } from '@jest/globals';
import { findMirror } from './debian-mirror.js';

const deb822 = `# where Debian comes from
Types: deb deb-src
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main
`;

const mirrorOf = (name: string, text: string) => findMirror([{ name, text }], 'bookworm')?.uri;

describe('findMirror', () => {
  it('reads stanzas', () => {
    expect(findMirror([{ name: 'debian.sources', text: deb822 }], 'bookworm')).toEqual(
      expect.objectContaining({
        uri: 'http://mirror.example/debian',
        signedBy: '/usr/share/keyrings/debian-archive-keyring.gpg',
      }),
    );
  });

  it('reads lines', () => {
    const text = [
      '# deb http://old.example/debian bookworm main',
      'deb-src http://mirror.example/debian bookworm main',
      'deb [arch=amd64 signed-by=/k.gpg] https://mirror.example/debian bookworm main # ours',
    ].join('\n');
    expect(mirrorOf('sources.list', text)).toBe('https://mirror.example/debian');
  });

  it('passes over other archives, disabled stanzas and media', () => {
    expect(mirrorOf('sources.list', 'deb http://other.example/apt nodistro main')).toBeUndefined();
    expect(mirrorOf('sources.list', 'deb cdrom:[Debian]/ bookworm main')).toBeUndefined();
    expect(
      mirrorOf('a.sources', deb822.replace('Types: deb deb-src', 'Enabled: no\nTypes: deb')),
    ).toBeUndefined();
  });
});
