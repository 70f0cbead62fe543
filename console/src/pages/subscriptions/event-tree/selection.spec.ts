import { describe, expect, it } from '@jest/globals';
import type { EventType } from '../../../api/types.js';
import {
  coveredBy,
  customType,
  eventGroups,
  isFound,
  nativeCoveredBy,
  otherNames,
  spelledOut,
  toggled,
  type NativeEvent,
} from './selection.js';

const type = (name: string): EventType => ({
  type: name,
  description: '',
  sample: '',
  schema: '',
  dialects: [],
});
const TYPES = ['ticket.created', 'ticket.closed', 'sla.breached', 'deskhook.loop_stopped'].map(type);
const native = (name: string, types: string[], isOffByDefault = false): NativeEvent => ({
  name,
  title: name,
  types,
  isOffByDefault,
  isInferred: false,
});

describe('what is selected of the event types', () => {
  it('groups them by their first word, in the order of the catalogue', () => {
    expect(eventGroups(TYPES).map(({ title, wildcard, types }) => [title, wildcard, types.length])).toEqual([
      ['Ticket', 'ticket.*', 2],
      ['SLA', 'sla.*', 1],
      ['Deskhook’s own news', 'deskhook.*', 1],
    ]);
  });

  it('knows that everything does not mean Deskhook’s own news', () => {
    expect(coveredBy(['*'], 'ticket.created')).toBe('*');
    expect(coveredBy(['*'], 'custom.paid')).toBe('*');
    expect(coveredBy(['*'], 'deskhook.loop_stopped')).toBeNull();
    expect(coveredBy(['deskhook.*'], 'deskhook.loop_stopped')).toBe('deskhook.*');
    expect(coveredBy(['ticket.*'], 'ticket.*')).toBeNull();
    expect(coveredBy(['ticket.created'], 'ticket.created')).toBeNull();
  });

  it('knows through what a native event fires, and that some must be named', () => {
    const closed = native('close-ticket', ['ticket.closed']);
    expect(nativeCoveredBy(['ticket.*'], closed)).toBe('ticket.*');
    expect(nativeCoveredBy(['ticket.closed'], closed)).toBe('ticket.closed');
    expect(nativeCoveredBy(['ticket.created'], closed)).toBeNull();
    expect(nativeCoveredBy(['*'], native('delete-ticket', ['ticket.deleted'], true))).toBeNull();
    expect(nativeCoveredBy(['ticket.created'], native('ticket.created', ['ticket.created']))).toBeNull();
  });

  it('adds and takes out without touching the others', () => {
    expect(toggled(['old.name', 'ticket.*'], 'sla.breached')).toEqual([
      'old.name',
      'ticket.*',
      'sla.breached',
    ]);
    expect(toggled(['old.name', 'ticket.*'], 'ticket.*')).toEqual(['old.name']);
  });

  it('spells a wildcard out in its place, each type once', () => {
    expect(spelledOut(['a', 'ticket.*', 'ticket.closed'], 'ticket.*', TYPES)).toEqual([
      'a',
      'ticket.created',
      'ticket.closed',
    ]);
    expect(spelledOut(['*'], '*', TYPES)).toEqual(['ticket.created', 'ticket.closed', 'sla.breached']);
  });

  it('keeps what is in no catalogue', () => {
    const value = ['*', 'custom.*', 'custom.paid', 'close-ticket', 'gone.event', 'sla.*'];
    expect(otherNames(value, TYPES, [native('close-ticket', [])])).toEqual({
      custom: ['custom.paid'],
      unknown: ['gone.event'],
    });
  });

  it('takes custom types with or without their first word, and refuses what can never happen', () => {
    expect(customType(' Order_paid ')).toBe('custom.order_paid');
    expect(customType('custom.order.paid')).toBe('custom.order.paid');
    expect(customType('order paid')).toBeNull();
    expect(customType('')).toBeNull();
  });

  it('finds by words of the name and the description', () => {
    expect(isFound('status chan', 'ticket.status_changed', 'A ticket moved')).toBe(true);
    expect(isFound('status moved', 'ticket.status_changed', 'A ticket moved')).toBe(true);
    expect(isFound('status gone', 'ticket.status_changed', 'A ticket moved')).toBe(false);
  });
});
