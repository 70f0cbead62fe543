import { describe, expect, test } from '@jest/globals';
import { parseDurationMs } from './duration.js';
import { nearestName } from './nearest-name.js';
import { requestHeaderProblem } from './request-header.js';
import { isSuccessCode, parseSuccessCodes } from './success-codes.js';

describe('durations', () => {
  test.each([
    ['250ms', 250],
    ['5s', 5_000],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    ['0s', 0],
    ['5', null],
    ['-5s', null],
    ['5 s', null],
    ['5sec', null],
    ['', null],
  ])('%s', (text, ms) => {
    expect(parseDurationMs(text)).toBe(ms);
  });
});

describe('success codes', () => {
  test.each([
    ['2xx', 204, true],
    ['2xx', 300, false],
    ['200', 201, false],
    ['200-204', 204, true],
    ['200, 4XX', 404, true],
  ])('%s and %i', (text, code, success) => {
    expect(isSuccessCode(parseSuccessCodes(text) ?? [], code)).toBe(success);
  });
  test.each(['', 'ok', '600', '2x', '204-200', '200,,201'])('"%s" is malformed', (text) => {
    expect(parseSuccessCodes(text)).toBeNull();
  });
});

describe('did you mean', () => {
  test.each([
    ['ticket.create', 'ticket.created'],
    ['ticket.closd', 'ticket.closed'],
    ['tikcet.lcosed', 'ticket.closed'],
    ['banana', null],
  ])('%s', (name, near) => {
    expect(nearestName(name, ['ticket.created', 'ticket.closed', 'reply.created'])).toBe(near);
  });
});

describe('headers of a subscription', () => {
  test.each([
    ['x-team', 'support'],
    ['Authorization', 'Bearer abc'],
  ])('%s may be set', (name, value) => {
    expect(requestHeaderProblem(name, value)).toBeNull();
  });
  test.each([
    ['Host', 'evil'],
    ['webhook-id', 'x'],
    ['Content-Length', '1'],
    ['x y', '1'],
    ['x-team', 'a\r\nhost: evil'],
    ['x-team', 'a\u0000'],
    ['', 'x'],
  ])('"%s: %s" may not', (name, value) => {
    expect(requestHeaderProblem(name, value)).not.toBeNull();
  });
});
