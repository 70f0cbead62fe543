const HIDDEN = '[hidden]';

/**
 * A URL for readers who may not see its secrets: receivers of some vendors authenticate by `?token=…`, so each
 * parameter keeps its name and loses its value, and one without a name is hidden as a whole.
 */
export function hiddenQuery(url: string): string {
  const start = url.indexOf('?');
  if (start < 0) return url;
  const parameters = url.slice(start + 1).split('&');
  return `${url.slice(0, start)}?${parameters.map(hiddenParameter).join('&')}`;
}

/** What of a URL, or of a text to look for in URLs, is no secret: all that stands before the query. */
export function withoutQuery(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? url : url.slice(0, start);
}

function hiddenParameter(parameter: string): string {
  if (parameter === '') return '';
  const equals = parameter.indexOf('=');
  return equals < 0 ? HIDDEN : `${parameter.slice(0, equals)}=${HIDDEN}`;
}
