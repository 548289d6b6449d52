import { describe, expect, it } from 'vitest';
import { stateSecretMark } from './state-secret.ts';

describe('marked matter is refused (保守国家秘密法) (AZ-09)', () => {
  it.each([
    '秘密★10年',
    '机密★',
    '绝密★长期',
    '机密★启用前',
    '秘 密 ★ 5 年',
    '机　密　★',
    '绝密☆30年',
    '机密*20年',
    '秘密＊１０年',
    '机密⭐️5年',
    '机\u200b密★5年',
    '关于出访的请示（机密★10年）',
    '密级：机密',
    '密级: 绝 密',
    '密级为秘密。',
    '密级标志：机密',
    '秘密10年',
    '机密·特急',
    '绝密 特提',
    '秘密·十年',
    '机密',
    '【机密】会议纪要',
    '会议纪要（绝密）',
    '机密_名单',
    '名单-秘密',
    '绝密级★',
    '机密 市委常委会会议纪要',
    '机密级',
  ])('%s', (text) => {
    expect(stateSecretMark(text)).toMatchObject({ verdict: 'marked' });
  });
});

describe('innocent use passes with a question', () => {
  it.each([
    '商业秘密保护培训',
    '保守国家秘密法宣传',
    '《保守国家秘密法》学习材料',
    '国家秘密定密管理暂行规定',
    '数据的机密性、完整性和可用性',
    '国家秘密分为绝密、机密、秘密三级',
    '密级分为：绝密、机密和秘密',
    '不得泄露商业秘密和个人隐私',
    '秘密花园主题展览',
    '他把这件事当作秘密。',
    '工作秘密清单',
    '涉及机密计算的学术会议',
    '技术秘密许可合同',
    '绝密飞行影片交流放映',
    '侵犯商业秘密罪',
    '保密承诺书：不泄露国家秘密',
    '机密性',
    '公开的秘密',
    '军事秘密展陈讲解',
    '秘密投票选举结果',
    '中央秘密交通站旧址参观',
    '秘密警察历史研讨',
    '商业秘密（含技术信息）',
    '审判秘密',
    '保守秘密10年来的经验',
  ])('%s', (text) => {
    expect(stateSecretMark(text)).toMatchObject({ verdict: 'mention' });
  });
});

it('other text has nothing of it', () => {
  for (const text of ['', '关于赴日本友好交流的请示', '保密承诺书', '密切联系', '神秘密林', '★★★★★ 五星级酒店']) {
    expect(stateSecretMark(text).verdict).toBe(text === '神秘密林' ? 'mention' : 'none');
  }
});

it('hostile text takes no time', () => {
  for (const piece of ['秘 ', '密级 ', '机密', '(', '绝密10', '\u3000']) {
    const started = performance.now();
    stateSecretMark(piece.repeat(100_000 / piece.length));
    expect(performance.now() - started).toBeLessThan(500);
  }
});
