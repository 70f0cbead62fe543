import type { Article } from '../canonical/model.js';
import type { JsonObject } from '../json-value.js';

/** `data` of the article events; all but `article.published` is proposed (dialects page, section 5a). */
export function articlePublished(article: Article): JsonObject {
  return {
    article_id: article.id,
    title: article.title,
    author_id: article.author?.id ?? 0,
    categories: article.categories.map(({ slug }) => slug),
    tags: article.tags.map(({ slug }) => slug),
    article_url: article.url,
  };
}

export function articleUpdated(article: Article): JsonObject {
  return { ...articlePublished(article), updated_by: article.updatedBy?.id ?? 0 };
}

export function articleViewed(article: Article): JsonObject {
  return {
    article_id: article.id,
    title: article.title,
    user_id: article.viewer?.id ?? null,
    view_count: article.viewCount,
    article_url: article.url,
  };
}
