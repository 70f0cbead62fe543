import { describe, expect, it } from '@jest/globals';
import { optionFaults, type OptionFault } from './options.js';
import { CONNECTOR_KINDS, connector, type ConnectorKind } from './registry.js';

function faults(kind: ConnectorKind, options: Record<string, unknown>): OptionFault[] {
  return optionFaults(connector(kind).options, options);
}

describe('options of a connector', () => {
  it.each(CONNECTOR_KINDS)('%s: describes each of them, and takes every one back by null', (kind) => {
    const { options } = connector(kind);
    for (const option of Object.values(options)) expect(option.description).not.toBe('');
    expect(faults(kind, Object.fromEntries(Object.keys(options).map((name) => [name, null])))).toEqual([]);
  });

  it('takes good ones', () => {
    const options = {
      siteUrl: 'https://desk.example.com',
      statuses: { 'waiting for parts': 'stopped' },
      triggers: { 'Deskhook: closed': 'ticket.closed', Escalated: 'custom.escalated' },
    };
    expect(faults('zammad', options)).toEqual([]);
  });

  it.each<[string, ConnectorKind, Record<string, unknown>, RegExp]>([
    ['an unknown option', 'zammad', { siteURL: 'https://a.example' }, /did you mean "siteUrl"/],
    ['an option of another kind', 'github', { toleranceSeconds: 5 }, /not an option/],
    ['no address', 'zendesk', { siteUrl: 'desk.example.com' }, /http or https URL/],
    ['an unknown base', 'chatwoot', { statuses: { open: 'done' } }, /must be one of new, in_progress/],
    ['no map', 'chatwoot', { statuses: ['open'] }, /object of texts/],
    ['a value that is no text', 'github', { priorityLabels: { P1: 1 } }, /text of at most/],
    ['an unknown event', 'zammad', { triggers: { a: 'ticket.exploded' } }, /event about a ticket/],
    ["Deskhook's own news", 'zammad', { triggers: { a: 'deskhook.delivery_failed' } }, /about a ticket/],
    ['a user event', 'zammad', { triggers: { a: 'user.created' } }, /about a ticket/],
    ['a tolerance without bound', 'zendesk', { toleranceSeconds: 86_400 }, /1 to 3600/],
    ['no list', 'github', { ignoreActors: 'robot' }, /list of texts/],
    ['a list without bound', 'github', { ignoreActors: Array(101).fill('robot') }, /at most 100 entries/],
    ['a list of numbers', 'github', { ignoreActors: [12] }, /text of at most/],
    ['a number that is a text', 'chatwoot', { accountId: '2' }, /whole number from 1/],
    ['a flag that is a text', 'chatwoot', { acceptToken: 'yes' }, /true or false/],
  ])('refuses %s', (_what, kind, options, expected) => {
    const [fault, ...more] = faults(kind, options);
    expect(more).toEqual([]);
    expect(fault?.problem).toMatch(expected);
    expect(fault?.path[0]).toBe(Object.keys(options)[0]);
  });

  it('leads to the entry of a map', () => {
    expect(faults('zammad', { statuses: { open: 'new', stuck: 'x' } })).toMatchObject([
      { path: ['statuses', 'stuck'] },
    ]);
  });

  it('bounds maps', () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`s${index}`, 'new']));
    expect(faults('zammad', { statuses: many })).toMatchObject([{ path: ['statuses'] }]);
  });
});
