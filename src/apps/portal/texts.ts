/** The portal speaks four languages; a missing one does not compile. */
export const languages = ['zh', 'en', 'ja', 'ko'] as const;
export type PortalLanguage = (typeof languages)[number];
export type PortalText = Readonly<Record<PortalLanguage, string>>;

/** `lang` of a page and of each foreign piece: Han shapes depend on it. */
export const tags: Readonly<Record<PortalLanguage, string>> = { zh: 'zh-CN', en: 'en', ja: 'ja', ko: 'ko' };
export const ownNames: Readonly<Record<PortalLanguage, string>> = {
  zh: '简体中文',
  en: 'English',
  ja: '日本語',
  ko: '한국어',
};

const text = (zh: string, en: string, ja: string, ko: string): PortalText => ({ zh, en, ja, ko });

export const texts = {
  portal: text('外事服务', 'Foreign affairs services', '外事サービス', '외사 서비스'),
  skip: text('跳到正文', 'Skip to content', '本文へ', '본문으로'),
  languages: text('语言', 'Language', '言語', '언어'),
  signIn: text('工作人员和单位登录', 'Sign in (staff and units)', '職員・機関ログイン', '직원·기관 로그인'),
  what: text('我要办什么', 'What would you like to do?', 'ご用件', '무엇을 도와드릴까요'),
  verify: text('核验文书真伪', 'Check a document', '文書の確認', '문서 진위 확인'),
  verifyHelp: text(
    '输入文书上的 26 位核验码，查看它由谁签发、现在是否有效。',
    'Enter the 26-character code on the document to see who issued it and whether it is valid.',
    '文書に記載された26文字の確認コードを入力すると、発行者と現在の状態がわかります。',
    '문서에 적힌 26자리 확인 코드를 입력하면 발급 기관과 현재 상태를 볼 수 있습니다.',
  ),
  official: text(
    '官方页面，请核对地址栏',
    'Official page. Look at the address bar',
    '公式ページです。アドレスバーをご確認ください',
    '공식 페이지입니다. 주소창을 확인하십시오',
  ),
  code: text('核验码', 'Code', '確認コード', '확인 코드'),
  codeHint: text(
    '26 位字母和数字，可带空格',
    '26 letters and digits, spaces allowed',
    '英数字26文字（空白可）',
    '영문자·숫자 26자 (공백 가능)',
  ),
  check: text('核验', 'Check', '確認する', '확인'),
  again: text('核验另一份', 'Check another', '別の文書を確認', '다른 문서 확인'),
  result: text('核验结果', 'Result', '確認結果', '확인 결과'),
  asked: text('查询时间', 'Asked at', '照会日時', '조회 시각'),
  beijing: text('', ' (UTC+8, Beijing time)', '（UTC+8 北京時間）', ' (UTC+8, 베이징 시간)'),
  issuer: text('机关', 'Issuer', '発行機関', '발급 기관'),
  kind: text('种类', 'Kind', '種類', '종류'),
  number: text('文号', 'Number', '文書番号', '문서 번호'),
  issuedOn: text('签发日期', 'Issued on', '発行日', '발급일'),
  pages: text('页数', 'Pages', 'ページ数', '쪽수'),
  compare: text(
    '请核对纸面文号、日期、页数与本页一致。真码也可能贴在假件上，可再输入纸面上的一项事实核对。',
    'Compare number, date and pages with the paper. A true code can be pasted on a forged paper: type one fact from the paper to compare it.',
    '紙面の番号・日付・ページ数と一致するかご確認ください。本物のコードが偽の紙に貼られることもあるため、紙面の事項を一つ入力して照合できます。',
    '종이의 번호, 날짜, 쪽수가 이 화면과 같은지 확인하십시오. 진짜 코드가 위조 문서에 붙을 수 있으므로 종이의 사실 하나를 입력해 대조할 수 있습니다.',
  ),
  fact: text('纸面上的一项', 'A fact from the paper', '紙面の事項', '종이의 사실'),
  compareNow: text('核对', 'Compare', '照合する', '대조'),
  matches: text('与文书一致。', 'It agrees with the document.', '文書と一致します。', '문서와 일치합니다.'),
  differs: text(
    '与文书不一致，请勿采信，并致电核实。',
    'It does not agree with the document. Do not rely on the paper; call the office.',
    '文書と一致しません。信用せず、電話でご確認ください。',
    '문서와 일치하지 않습니다. 믿지 말고 전화로 확인하십시오.',
  ),
  valid: text('真实，现行有效', 'Genuine and valid', '真正、有効', '진본, 유효'),
  replaced: text(
    '真实，已被变更件取代',
    'Genuine, replaced by an amended document',
    '真正、変更文書に差し替え済み',
    '진본, 변경 문서로 대체됨',
  ),
  annulled: text('真实，已撤销', 'Genuine, revoked', '真正、取消済み', '진본, 취소됨'),
  void: text('文号已作废', 'The number is void', '文書番号は無効', '문서 번호 무효'),
  notFound: text(
    '未查到这份文书。请核对核验码；仍查不到时请勿采信，并致电发文机关核实。',
    'No such document was found. Check the code; if it still fails, do not rely on the paper and call the issuing office.',
    '該当する文書が見つかりません。コードをご確認のうえ、それでも見つからない場合は信用せず、発行機関へお電話ください。',
    '해당 문서를 찾을 수 없습니다. 코드를 확인하고, 그래도 없으면 믿지 말고 발급 기관에 전화하십시오.',
  ),
  malformed: text(
    '核验码不完整，应为 26 位字母和数字。',
    'The code is not complete: it has 26 letters and digits.',
    '確認コードが不完全です。英数字26文字です。',
    '확인 코드가 완전하지 않습니다. 영문자·숫자 26자입니다.',
  ),
  free: text(
    '本页不收费，不要求登录、手机号或验证码。',
    'This page is free and asks for no sign-in, phone number or one-time code.',
    'このページは無料で、ログイン・電話番号・認証コードを求めません。',
    '이 페이지는 무료이며 로그인, 전화번호, 인증번호를 요구하지 않습니다.',
  ),
  tooMany: text(
    '查询过于频繁，请一分钟后再试。',
    'Too many requests. Try again in a minute.',
    '照会が多すぎます。1分後にお試しください。',
    '조회가 너무 많습니다. 1분 후 다시 시도하십시오.',
  ),
  urgent: text('紧急电话', 'In an emergency', '緊急連絡先', '긴급 전화'),
  numbers: text(
    '报警 110 · 急救 120 · 火警 119 · 外国人服务 12367 · 海外领事保护 12308 · 政务热线 12345',
    'Police 110 · Ambulance 120 · Fire 119 · Immigration 12367 · Consular protection abroad 12308 · City hotline 12345',
    '警察110・救急120・消防119・外国人サービス12367・領事保護12308・行政ホットライン12345',
    '경찰 110 · 구급 120 · 화재 119 · 외국인 서비스 12367 · 영사보호 12308 · 행정 핫라인 12345',
  ),
  demonstration: text(
    '演示系统，数据均为虚构',
    'Demonstration, all data invented',
    'デモ環境・データは架空です',
    '시연 시스템, 모든 데이터는 가상입니다',
  ),
} as const satisfies Record<string, PortalText>;
