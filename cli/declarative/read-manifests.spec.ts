import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readManifests } from './read-manifests.js';

const calendar = (name: string, spec = '{timezone: UTC, weeklyHours: {}}') =>
  `apiVersion: deskhook.dev/v1\nkind: Calendar\nmetadata: {name: ${name}}\nspec: ${spec}\n`;

describe('readManifests', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'deskhook-read-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const read = async (path: string, namesOnly = false) => {
    const { manifests, foreign } = await readManifests(
      [path],
      { env: {}, stdin: new PassThrough() },
      namesOnly,
    );
    return {
      names: manifests.map(({ name }) => name),
      foreign: foreign.map((file) => relative(folder, file)),
    };
  };

  it('passes by dot folders and node_modules, and names files of a folder that are not ours', async () => {
    write('b/one.yaml', calendar('one'));
    write('a.yml', calendar('two'));
    symlinkSync(write('.data/three.txt', calendar('three')), join(folder, 'three.yaml'));
    write('node_modules/x/package.yaml', calendar('never'));
    write('.git/x.yaml', calendar('never'));
    write('package.json', '{"name": "x", "kind": "other"}');
    write('chart/broken.yaml', '{{- if .Values.x }}\na: [');
    expect(await read(folder)).toEqual({
      names: ['two', 'one', 'three'],
      foreign: ['chart/broken.yaml', 'package.json'],
    });
  });

  it.each([
    ['slip.yaml', calendar('slip').replace('deskhook.dev', 'deskhok.dev'), 'apiVersion'],
    ['none.yaml', calendar('none').replace(/^.*\n/, ''), 'apiVersion'],
    ['broken.yaml', `${calendar('broken')}a: [`, 'broken.yaml:5'],
  ])('refuses %s, which is ours but for a slip', async (name, text, place) => {
    write(name, text);
    await expect(read(folder)).rejects.toMatchObject({
      faults: expect.arrayContaining([expect.objectContaining({ pointer: expect.stringContaining(place) })]),
    });
  });

  it('refuses a file of others that was named itself', async () => {
    await expect(read(write('package.json', '{"name": "x"}'))).rejects.toThrow('fault');
  });

  it('asks for no value where names are enough', async () => {
    const file = write(
      'one.yaml',
      calendar('one', '{timezone: "${NOT_SET}", secretOf: {secretFrom: {env: NO}}}'),
    );
    await expect(read(file)).rejects.toThrow('fault');
    expect(await read(file, true)).toEqual({ names: ['one'], foreign: [] });
  });
});
