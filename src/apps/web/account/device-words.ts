import type { Text } from '#kernel/text.ts';

/** From the particular to the general: an Edge also calls itself Chrome, a Chrome also Safari, an Android also Linux. */
const browsers: readonly (readonly [RegExp, string, string])[] = [
  [/MicroMessenger\/([\d.]+)/, '微信', 'WeChat'],
  [/DingTalk\/([\d.]+)/, '钉钉', 'DingTalk'],
  [/wxwork\/([\d.]+)/, '企业微信', 'WeCom'],
  [/Edg\/(\d+)/, 'Edge', 'Edge'],
  [/Firefox\/(\d+)/, 'Firefox', 'Firefox'],
  [/(?:Headless)?Chrome\/(\d+)/, 'Chrome', 'Chrome'],
  [/Version\/(\d+).* Safari/, 'Safari', 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** What a browser calls itself, in words that its owner knows: Chrome 126，Windows. Unknown ones are quoted in short. */
export function deviceWords(agent: string): Text {
  const browser = browsers.find(([sign]) => sign.test(agent));
  const system = systems.find(([sign]) => sign.test(agent))?.[1];
  if (!browser) return { zh: agent.slice(0, 40) || '未知设备', en: agent.slice(0, 40) || 'Unknown device' };
  const [sign, zh, en] = browser;
  const version = sign.exec(agent)?.[1]?.split('.')[0];
  const named = (name: string) => [name, version].filter(Boolean).join(' ');
  return { zh: [named(zh), system].filter(Boolean).join('，'), en: [named(en), system].filter(Boolean).join(', ') };
}
