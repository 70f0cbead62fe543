import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { connectorRecordSchema, FailureError } from '@deskhook/contracts';
import { connectorSecretContext, SecretBox } from '@deskhook/runtime';
import { pino } from 'pino';
import { InboundSecrets } from './inbound-secrets.js';

const NOW = Date.parse('2026-02-17T15:00:00Z');
const SECRET = 'a secret of the helpdesk';
const aBox = () => new SecretBox(randomBytes(32).toString('base64'));

function aRecord(id: string, box: SecretBox) {
  const ciphertext = box.seal(SECRET, connectorSecretContext('acme', id));
  const secrets = [{ ciphertext, expiresAt: null }];
  return connectorRecordSchema.parse({ id, tenant: 'acme', kind: 'github', active: true, secrets });
}

describe('the secrets of connectors', () => {
  it('are opened by the key that sealed them', () => {
    const box = aBox();
    const secrets = new InboundSecrets(box, pino({ level: 'silent' }));
    expect(secrets.open(aRecord('con_1', box), NOW)).toEqual([SECRET]);
  });

  it('that no key opens are told once a minute for each connector, and refused each time', () => {
    const lines: string[] = [];
    const secrets = new InboundSecrets(
      aBox(),
      pino({ messageKey: 'event' }, { write: (line) => lines.push(line) }),
    );
    const other = aBox();
    const open = (id: string, now: number) =>
      expect(() => secrets.open(aRecord(id, other), now)).toThrow(FailureError);
    for (let second = 0; second < 60; second++) open('con_1', NOW + second * 1_000);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      event: 'secret.unreadable',
      tenant: 'acme',
      connector: 'con_1',
    });
    open('con_2', NOW);
    open('con_1', NOW + 60_000);
    expect(lines).toHaveLength(3);
  });
});
