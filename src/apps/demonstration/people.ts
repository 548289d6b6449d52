import type { Role } from '#kernel/identity/roles.ts';

/** Units of the demonstration city. Names of districts and counties are public (GB/T 2260); the persons are invented. */
export interface DemonstrationUnit {
  readonly key: string;
  readonly under: string | null;
  readonly name: string;
  readonly nameEnglish: string;
  readonly shortName: string;
  readonly kind: 'office' | 'section' | 'county' | 'bureau' | 'unit' | 'enterprise';
}

export const units: readonly DemonstrationUnit[] = [
  {
    key: 'agriculture',
    under: 'office',
    name: '宿迁市农业农村局',
    nameEnglish: 'Suqian Agriculture and Rural Affairs Bureau',
    shortName: '市农业农村局',
    kind: 'bureau',
  },
  {
    key: 'agri-centre',
    under: 'agriculture',
    name: '宿迁市农业技术推广中心',
    nameEnglish: 'Suqian Agricultural Technology Centre',
    shortName: '市农技中心',
    kind: 'unit',
  },
  {
    key: 'education',
    under: 'office',
    name: '宿迁市教育局',
    nameEnglish: 'Suqian Education Bureau',
    shortName: '市教育局',
    kind: 'bureau',
  },
  {
    key: 'college',
    under: 'education',
    name: '宿迁职业技术学院（演示）',
    nameEnglish: 'Suqian Vocational College (demonstration)',
    shortName: '职业学院',
    kind: 'unit',
  },
  {
    key: 'commerce',
    under: 'office',
    name: '宿迁市商务局',
    nameEnglish: 'Suqian Commerce Bureau',
    shortName: '市商务局',
    kind: 'bureau',
  },
  {
    key: 'commerce-office',
    under: 'commerce',
    name: '宿迁市商务局对外经济合作处',
    nameEnglish: 'Economic Cooperation Division, Suqian Commerce Bureau',
    shortName: '商务局外经处',
    kind: 'unit',
  },
  {
    key: 'shuyang',
    under: 'office',
    name: '沭阳县人民政府外事办公室',
    nameEnglish: 'Shuyang County Foreign Affairs Office',
    shortName: '沭阳县外办',
    kind: 'county',
  },
  {
    key: 'shuyang-commerce',
    under: 'shuyang',
    name: '沭阳县商务局',
    nameEnglish: 'Shuyang County Commerce Bureau',
    shortName: '沭阳县商务局',
    kind: 'unit',
  },
  {
    key: 'siyang',
    under: 'office',
    name: '泗阳县人民政府外事办公室',
    nameEnglish: 'Siyang County Foreign Affairs Office',
    shortName: '泗阳县外办',
    kind: 'county',
  },
  {
    key: 'siyang-textile',
    under: 'siyang',
    name: '泗阳县工业和信息化局',
    nameEnglish: 'Siyang County Industry Bureau',
    shortName: '泗阳县工信局',
    kind: 'unit',
  },
  {
    key: 'sucheng',
    under: 'office',
    name: '宿城区外事办公室',
    nameEnglish: 'Sucheng District Foreign Affairs Office',
    shortName: '宿城区外办',
    kind: 'county',
  },
  {
    key: 'suyu',
    under: 'office',
    name: '宿豫区外事办公室',
    nameEnglish: 'Suyu District Foreign Affairs Office',
    shortName: '宿豫区外办',
    kind: 'county',
  },
  {
    key: 'sihong',
    under: 'office',
    name: '泗洪县人民政府外事办公室',
    nameEnglish: 'Sihong County Foreign Affairs Office',
    shortName: '泗洪县外办',
    kind: 'county',
  },
];

export interface DemonstrationPerson {
  readonly login: string;
  readonly name: string;
  readonly unit: string;
  readonly title: string;
  readonly roles: readonly Role[];
  readonly subtree?: boolean;
}

const office = 'office';

/** Who signs in. Each has one post, so that a newcomer sees one desk at a time. */
export const staff: readonly DemonstrationPerson[] = [
  { login: 'chen.lan', name: '陈岚', unit: office, title: '市外办综合处 受理岗', roles: ['intake'], subtree: true },
  {
    login: 'li.jing',
    name: '李静',
    unit: office,
    title: '市外办出国管理处 审核岗',
    roles: ['reviewer'],
    subtree: true,
  },
  {
    login: 'zhao.heng',
    name: '赵恒',
    unit: office,
    title: '市外办主任',
    roles: ['office-head', 'document-signer'],
    subtree: true,
  },
  {
    login: 'zhou.ning',
    name: '周宁',
    unit: office,
    title: '市外办综合处 核稿、批示登记',
    roles: ['document-checker', 'leader-secretary'],
    subtree: true,
  },
  {
    login: 'qian.yu',
    name: '钱瑜',
    unit: office,
    title: '市外办综合处 批示核对',
    roles: ['leader-secretary'],
    subtree: true,
  },
  {
    login: 'sun.li',
    name: '孙立',
    unit: office,
    title: '市外办综合处 印章管理',
    roles: ['seal-keeper'],
    subtree: true,
  },
  { login: 'wang.hai', name: '王海', unit: office, title: '分管市领导（演示）', roles: ['city-leader'], subtree: true },
  { login: 'feng.ji', name: '冯纪', unit: office, title: '审计（只读）', roles: ['inspector'], subtree: true },
  {
    login: 'sun.xiao',
    name: '孙晓',
    unit: 'agriculture',
    title: '市农业农村局 初审岗',
    roles: ['first-reviewer'],
    subtree: true,
  },
  {
    login: 'xu.wen',
    name: '徐雯',
    unit: 'education',
    title: '市教育局 初审岗',
    roles: ['first-reviewer'],
    subtree: true,
  },
  {
    login: 'he.ping',
    name: '何平',
    unit: 'commerce',
    title: '市商务局 初审岗',
    roles: ['first-reviewer'],
    subtree: true,
  },
  {
    login: 'zhang.jun',
    name: '张军',
    unit: 'shuyang',
    title: '沭阳县外办 初审岗',
    roles: ['first-reviewer'],
    subtree: true,
  },
  {
    login: 'wu.fang',
    name: '吴芳',
    unit: 'siyang',
    title: '泗阳县外办 初审岗',
    roles: ['first-reviewer'],
    subtree: true,
  },
  {
    login: 'zhou.kexin',
    name: '周可心',
    unit: 'agri-centre',
    title: '市农技中心 外事专办员',
    roles: ['liaison-officer'],
  },
  { login: 'xu.jianguo', name: '许建国', unit: 'agri-centre', title: '市农技中心主任', roles: ['unit-head'] },
  { login: 'he.li', name: '何丽', unit: 'agri-centre', title: '市农技中心 财务', roles: ['unit-finance'] },
  { login: 'lv.liang', name: '吕梁', unit: 'agri-centre', title: '市农技中心 组织人事', roles: ['unit-personnel'] },
  { login: 'ma.lin', name: '马琳', unit: 'college', title: '职业学院 外事专办员', roles: ['liaison-officer'] },
  { login: 'gao.feng', name: '高峰', unit: 'college', title: '职业学院院长', roles: ['unit-head'] },
  { login: 'lin.xi', name: '林溪', unit: 'college', title: '职业学院 财务', roles: ['unit-finance'] },
  { login: 'ding.yi', name: '丁毅', unit: 'college', title: '职业学院 组织人事', roles: ['unit-personnel'] },
  {
    login: 'tao.ran',
    name: '陶然',
    unit: 'commerce-office',
    title: '商务局外经处 外事专办员',
    roles: ['liaison-officer'],
  },
  { login: 'jiang.bo', name: '江波', unit: 'commerce-office', title: '商务局外经处处长', roles: ['unit-head'] },
  { login: 'pan.yue', name: '潘月', unit: 'commerce-office', title: '商务局 财务', roles: ['unit-finance'] },
  { login: 'xia.qing', name: '夏青', unit: 'commerce-office', title: '商务局 组织人事', roles: ['unit-personnel'] },
  {
    login: 'luo.min',
    name: '罗敏',
    unit: 'shuyang-commerce',
    title: '沭阳县商务局 外事专办员',
    roles: ['liaison-officer'],
  },
  { login: 'shen.gang', name: '沈刚', unit: 'shuyang-commerce', title: '沭阳县商务局局长', roles: ['unit-head'] },
  { login: 'yan.hua', name: '严华', unit: 'shuyang-commerce', title: '沭阳县商务局 财务', roles: ['unit-finance'] },
  {
    login: 'shi.yun',
    name: '石云',
    unit: 'shuyang-commerce',
    title: '沭阳县商务局 组织人事',
    roles: ['unit-personnel'],
  },
  { login: 'admin.system', name: '郑一', unit: office, title: '系统管理员', roles: ['system-administrator'] },
  { login: 'admin.security', name: '卫二', unit: office, title: '安全管理员', roles: ['security-administrator'] },
  { login: 'admin.audit', name: '褚三', unit: office, title: '审计管理员', roles: ['audit-administrator'] },
];

const surnames = [
  '任',
  '柳',
  '鲍',
  '俞',
  '岑',
  '雷',
  '贺',
  '倪',
  '汤',
  '滕',
  '殷',
  '毕',
  '郝',
  '邬',
  '安',
  '常',
  '乐',
  '于',
  '傅',
  '卞',
];
const given = ['思源', '致远', '清扬', '若水', '明澈', '云舒', '景行', '知白', '南星', '怀瑾', '望之', '其琛'];

/** Invented names, one for each row and place; nobody goes abroad twice in two years (FREQ-04). */
const invented = (row: number, count: number) =>
  Array.from(
    { length: count },
    (_, index) => `${surnames[(row * 2 + index) % surnames.length]}${given[(row + index * 5) % given.length]}`,
  );

/** Travellers by unit; none of them signs in. */
export const travellers: Readonly<Record<string, readonly string[]>> = {
  'agri-centre': ['陈守一', '李望舒', '秦月明', '吴之问', '方知远', '杜若', '葛青', '骆驰', '任远', '葛洪涛'],
  college: ['孟教授', '叶知秋', '苏堃', '温故', '白露', '𬭎文'],
  'commerce-office': ['韩江', '邓云', '曹溪', '彭湃', '袁野', '冯䶮', '石楠', '卞知秋'],
  'shuyang-commerce': ['沭明', '邹鲁', '范舟', '石喆', '姚远', '史镕'],
};

/** Travellers of the year behind: two for each mission. */
export const travellersBefore: readonly (readonly string[])[] = Array.from({ length: 20 }, (_, row) =>
  invented(row, 2),
);
