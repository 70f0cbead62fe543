import { describe, expect, test } from '@jest/globals';
import { EndpointGate } from './endpoint-gate.js';

describe('the gate of an endpoint', () => {
  const waitMsMax = 1_000;

  test('lets through as many as the endpoint may have in flight', () => {
    const gate = new EndpointGate(2);
    gate.begin(0);
    expect(gate.admit(0, 0, waitMsMax)).toBe('send');
    gate.begin(0);
    expect(gate.admit(0, 0, waitMsMax)).toBe('wait');
  });

  test('lets nobody overtake those who wait', () => {
    const gate = new EndpointGate(2);
    expect(gate.admit(0, 1, waitMsMax)).toBe('wait');
  });

  test('puts off what an endpoint that hangs would keep waiting', () => {
    const gate = new EndpointGate(2);
    gate.begin(0);
    gate.begin(0);
    expect(gate.admit(1_000, 0, waitMsMax)).toBe('wait');
    expect(gate.admit(2_500, 0, waitMsMax)).toBe('defer');
    expect(gate.shouldGiveUp(2_500, 1, waitMsMax)).toBe(true);
  });

  test('lets a long queue wait for an endpoint that is quick', () => {
    const gate = new EndpointGate(2);
    for (let at = 0; at < 100; at++) gate.begin(at)(at + 1);
    gate.begin(100);
    gate.begin(100);
    expect(gate.admit(101, 1_500, waitMsMax)).toBe('wait');
    expect(gate.admit(101, 5_000, waitMsMax)).toBe('defer');
  });
});
