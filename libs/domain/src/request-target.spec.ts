import { expect, test } from '@jest/globals';
import { requestTarget } from './request-target.js';

test.each([
  ['https://a.example', '/'],
  ['https://a.example/hook?token=s3%20cr&t|\'"{}[]^`<>', '/hook?token=s3%20cr&t|\'"{}[]^`<>'],
  ['https://a.example/a/../b?x=/../?y', '/b?x=/../?y'],
  ['https://a.example/?q=é 🙂', '/?q=%C3%A9%20%F0%9F%99%82'],
  ['https://a.example/?', '/?'],
])('%s is requested as %s', (url, target) => {
  expect(requestTarget(url)).toBe(target);
});
