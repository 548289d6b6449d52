import type { Text } from '../text.ts';

/** What the server promises about an acknowledged commit. */
export interface Durability {
  /** True if "done" means: on the disk (fsync, full_page_writes and synchronous_commit are on). */
  readonly durable: boolean;
  readonly settings: Readonly<Record<'fsync' | 'full_page_writes' | 'synchronous_commit', string>>;
  /** e.g. 180004 */
  readonly serverVersion: number;
}

/** Whether a commit survives a power cut with these settings (DU-01). */
export function durabilityOf(settings: Durability['settings'], serverVersion: number): Durability {
  const durable =
    settings.fsync === 'on' && settings.full_page_writes === 'on' && settings.synchronous_commit !== 'off';
  return { durable, settings, serverVersion };
}

/** The promise in one sentence, for the health page (DU-02). */
export function durabilityPromise(durability: Durability): Text {
  return durability.durable
    ? {
        zh: '凡已提示完成的操作均已写入磁盘，程序中止、系统崩溃或者断电都不会丢失。',
        en: 'Whatever was reported as done is on the disk: it survives the end of the program, a crash of the machine and a power cut.',
      }
    : {
        zh: '试运行：数据库未开启写盘保证，系统崩溃或者断电可能丢失最近的操作，甚至损坏数据。正式使用前，请开启 fsync、full_page_writes 和 synchronous_commit。',
        en: 'Trial: the database does not wait for the disk, so that a crash of the machine or a power cut may lose recent work or damage data. Before real use, switch on fsync, full_page_writes and synchronous_commit.',
      };
}
