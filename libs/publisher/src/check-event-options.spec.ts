import { describe, expect, it } from '@jest/globals';
import { checkEventOptions } from './check-event-options.js';
import { InvalidEventError } from './errors.js';

describe('options of an event', () => {
  it('are taken when they are known', () => {
    const all = { id: 'i', time: 't', source: 's', subject: 'x', traceparent: 'p', correlationId: 'c' };
    const causedBy = { id: 'cmd_1', type: 'command.assign' };
    expect(() => checkEventOptions({ ...all, actorType: 'agent', causedBy })).not.toThrow();
    expect(() => checkEventOptions({ id: undefined, causedBy: undefined })).not.toThrow();
  });

  it.each([
    [{ correlationid: 'c' }, '/correlationid', 'did you mean `correlationId`?'],
    [{ hopcount: 1 }, '/hopcount', 'give `causedBy`, which sets it'],
    [{ causationId: 'x' }, '/causationId', 'give `causedBy`, which sets it'],
    [{ elephants: 1 }, '/elephants', 'there are id, time, source'],
    [{ causedBy: 'cmd_1' }, '/causedBy/id', 'is required'],
    [{ causedBy: { id: 'cmd_1' } }, '/causedBy/type', 'is required'],
    [null, '', 'must be an object'],
    ['id-1', '', 'must be an object'],
  ])('are refused by name instead of ignored: %#', (options, pointer, message) => {
    const check = () => checkEventOptions(options);
    expect(check).toThrow(InvalidEventError);
    expect(check).toThrow(expect.objectContaining({ pointer, message: expect.stringContaining(message) }));
  });
});
