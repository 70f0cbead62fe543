import { describe, expect, it, test } from '@jest/globals';
import { mappedTo, theEvent } from '../../../test/support/mapped.js';
import { CONNECTOR_KINDS, connector } from './registry.js';

describe('what an account does that the options leave out', () => {
  test.each([
    ['zammad', 'internal-note', 'TOMAS@desk.example'],
    ['zammad', 'internal-note', '5'],
    ['chatwoot', 'message-private', '12'],
    ['freescout', 'note', 'tomas@desk.example'],
    ['zendesk', 'comment-private', '8447388090495'],
    ['github', 'issue_comment-created-0', 'Codertocat'],
  ] as const)('%s: %s of %s is nothing', (kind, request, account) => {
    expect(theEvent(kind, request).type).toMatch(/created$/);
    const options = { ignoreActors: ['robot@desk.example', account] };
    const why = `${account.toLowerCase()} did it, whom "ignoreActors" leaves out`;
    const what = mappedTo(kind, request, { options });
    expect(what.kind === 'ignored' ? what.why.toLowerCase() : what).toBe(why.toLowerCase());
  });

  it('is told of everybody else, and where nobody is told', () => {
    const options = { ignoreActors: ['somebody@else.example'] };
    expect(theEvent('zammad', 'internal-note', { options }).type).toBe('note.created');
    expect(theEvent('chatwoot', 'status-resolved', { options: { ignoreActors: ['12'] } }).type).toBe(
      'ticket.updated',
    );
  });

  test.each([
    ['chatwoot', 'message-incoming', '311'],
    ['chatwoot', 'message-incoming', 'CRM-77'],
    ['freescout', 'created', '311'],
  ] as const)('%s: %s is told of customer %s, who may have the number of an agent', (kind, request, id) => {
    expect(mappedTo(kind, request, { options: { ignoreActors: [id] } }).kind).toBe('events');
    const byAddress = mappedTo(kind, request, { options: { ignoreActors: ['mira@client.example'] } });
    expect(byAddress.kind).toBe('ignored');
  });

  it.each(CONNECTOR_KINDS)('%s has the option', (kind) => {
    expect(connector(kind).options).toHaveProperty('ignoreActors.kind', 'texts');
  });
});
