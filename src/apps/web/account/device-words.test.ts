import { expect, test } from 'vitest';
import { deviceWords } from './device-words.ts';

const safari = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
    'Chrome 126，Windows',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0',
    'Edge 126，Windows',
  ],
  [`${safari} Version/17.5 Mobile/15E148 Safari/604.1`, 'Safari 17，iOS'],
  ['Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile Safari/537.36 MicroMessenger/8.0.49', '微信 8，Android'],
  ['curl/8.5.0', 'curl/8.5.0'],
  ['', '未知设备'],
])('%s is told as %s', (agent, words) => {
  expect(deviceWords(agent).zh).toBe(words);
});
