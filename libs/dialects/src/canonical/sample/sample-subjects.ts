import type { JsonObject } from '../../json-value.js';
import { AGENT, ARTICLE_ID, CUSTOMER, SECOND_AGENT } from './sample-people.js';

export function sampleArticle(): JsonObject {
  return {
    id: ARTICLE_ID,
    title: 'Reset your password',
    author: AGENT,
    categories: [
      { id: 14, slug: 'account', name: 'Account' },
      { id: 15, slug: 'first-steps', name: 'First steps' },
    ],
    tags: [
      { id: 41, slug: 'password', name: 'Password' },
      { id: 42, slug: 'login', name: 'Login' },
    ],
    url: `https://helpdesk.example.com/articles/${ARTICLE_ID}`,
    updated_by: SECOND_AGENT,
    view_count: 12,
    viewer: CUSTOMER,
  };
}

/** An endpoint as Deskhook's own news shows it. */
export function sampleEndpoint(status: 'active' | 'failing' | 'disabled', since: string): JsonObject {
  return { subscription: { id: 'sub_1', name: 'CRM sync' }, url: 'https://example.com/hook', status, since };
}
