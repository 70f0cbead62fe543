import { describe, expect, it } from '@jest/globals';
import { ObstacleWarnings } from './obstacle-warnings.js';

const MINUTE = 60_000;
const obstacle = (message: string, waiting = 3) => ({ error: new Error(message), delayMs: 100, waiting });

describe('warnings of obstacles', () => {
  it('say whose events wait, how many, and why', () => {
    const text = new ObstacleWarnings('acme').next(obstacle('the stream is full'), 0);
    expect(text).toContain(
      'events of tenant acme cannot be stored now and are tried again (waiting: 3): the stream is full. ',
    );
  });

  it('tell the same obstacle again only when it is in the way for long, or came back', () => {
    const warnings = new ObstacleWarnings('acme');
    expect(warnings.next(obstacle('full'), 0)).not.toBeNull();
    expect(warnings.next(obstacle('full'), 9 * MINUTE)).toBeNull();
    expect(warnings.next(obstacle('away'), 9 * MINUTE)).not.toBeNull();
    expect(warnings.next(obstacle('full'), 10 * MINUTE)).not.toBeNull();
    expect(warnings.next(obstacle('away'), 11 * MINUTE)).toBeNull();
  });

  it('are bounded where every obstacle says something else', () => {
    const warnings = new ObstacleWarnings('acme');
    const texts = Array.from({ length: 100 }, (_, nth) => warnings.next(obstacle(`request ${nth}`), nth));
    expect(texts.filter((text) => text !== null)).toHaveLength(10);
    expect(warnings.next(obstacle('request 100'), 11 * MINUTE)).not.toBeNull();
  });
});
