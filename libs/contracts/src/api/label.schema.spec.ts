import { describe, expect, it } from '@jest/globals';
import { labelFiltersSchema, labelsOf, labelsSchema } from './label.schema.js';

describe('labels', () => {
  it.each([
    {},
    { team: 'support' },
    { 'app.kubernetes.io/managed-by': 'Helm' },
    { a: '', B_c: 'x.y-z_1', ['k'.repeat(63)]: 'v'.repeat(63) },
  ])('are as Kubernetes writes them: %j', (labels) => {
    expect(labelsSchema.parse(labels)).toEqual(labels);
  });

  it.each([
    [{ '-team': 'x' }, ['-team']],
    [{ 'a/b/c': 'x' }, ['a/b/c']],
    [{ '/team': 'x' }, ['/team']],
    [{ 'Bad.Example/team': 'x' }, ['Bad.Example/team']],
    [{ ['k'.repeat(64)]: 'x' }, ['k'.repeat(64)]],
    [{ team: 'two words' }, ['team']],
    [{ team: 'v'.repeat(64) }, ['team']],
    [Object.fromEntries(Array.from({ length: 33 }, (_, index) => [`k${index}`, 'x'])), []],
  ])('are refused at their key: %j', (labels, path) => {
    const issues = labelsSchema.safeParse(labels).error?.issues.map((issue) => issue.path);
    expect(issues).toEqual([path]);
  });
});

describe('filters by label', () => {
  it('take one, several and none', () => {
    expect(labelFiltersSchema.parse('team=support')).toEqual(['team=support']);
    expect(labelFiltersSchema.parse(['team=support', 'tier='])).toEqual(['team=support', 'tier=']);
    expect(labelFiltersSchema.parse(undefined)).toBeUndefined();
    expect(labelsOf(['team=support', 'tier='])).toEqual([{ team: 'support' }, { tier: '' }]);
  });

  it.each(['team', '=support', 'te am=x', 'team=a=b'])('refuse "%s"', (filter) => {
    expect(labelFiltersSchema.safeParse(filter).success).toBe(false);
  });
});
