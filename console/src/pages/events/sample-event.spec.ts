import { execFileSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { freshEventId, publishable, publishCommand } from './sample-event.js';

it('makes a sample an event of its own', () => {
  const sample = {
    id: 'sample',
    type: 'ticket.created',
    source: '/helpdesk/acme',
    testevent: true,
    time: '2020-01-01T00:00:00Z',
    data: {},
  };
  expect(
    publishable(sample, { id: 'mine', tenant: 'globex', now: new Date('2026-02-17T14:45:00Z') }),
  ).toEqual({
    id: 'mine',
    type: 'ticket.created',
    source: '/helpdesk/globex',
    time: '2026-02-17T14:45:00.000Z',
    data: {},
  });
});

it('makes another id each time', () => {
  expect(new Set(Array.from({ length: 100 }, freshEventId)).size).toBe(100);
});

it('shows a command that a shell understands', () => {
  const command = publishCommand('https://hooks.example', 'acme');
  const words = execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }; DESKHOOK_KEY=k; ${command}`]);
  const lines = words.toString().trim().split('\n');
  expect(lines).toContain('https://hooks.example/v1/tenants/acme/events');
  expect(lines).toContain('Authorization: Bearer k');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    type: 'ticket.created',
    data: { ticket: { id: 123 } },
  });
});
