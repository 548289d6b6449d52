import { join } from 'node:path';
import { type CliCommand, Refused } from '../command.ts';
import { readKeyFile } from '../key-file.ts';
import { clock, withProgram } from '../program.ts';

export const rotateKeyCommand: CliCommand = {
  name: 'key rotate',
  summary: {
    zh: '更换主密钥：生成新的，重新封装全部单位和人员的密钥；程序不必停机，中断后再运行一次即可',
    en: 'Change the master key: make a new one and wrap every key anew; no stop is needed, and a run that was cut short is simply repeated',
  },
  operands: [],
  options: [],
  notes: {
    zh: '完成后请立即：一、将新的 keys/master.key 存入保管处；二、将 keys/master.key.replaced-… 移出数据目录，与用它加密的旧备份一起保管，旧备份过期后销毁；三、做一次备份。仅以旧密钥启动的程序会被拒绝。',
    en: 'Then at once: put the new keys/master.key into its safe place; move keys/master.key.replaced-… out of the data folder and keep it with the backups made under it until they are gone; make a backup. A program that is given the old key alone refuses to start.',
  },
  run(_input, surroundings) {
    return withProgram(surroundings, 'current', async ({ configuration, database, url }) => {
      const path = join(configuration.dataFolder, 'keys', 'master.key');
      await readKeyFile(path);
      const [{ changeMasterKey, ChangeUnderWay }, { programActor }, { selfTest }] = await Promise.all([
        import('#kernel/crypto/change-master-key.ts'),
        import('#kernel/identity/program-actor.ts'),
        import('#kernel/crypto/self-test.ts'),
      ]);
      selfTest();
      const started = performance.now();
      const change = await changeMasterKey({
        database,
        url,
        path,
        clock,
        actor: (officeId) => ({ ...programActor(officeId, 'system-administrator'), address: 'console' }),
        log: surroundings.log,
      }).catch((cause: unknown) => {
        if (!(cause instanceof ChangeUnderWay)) throw cause;
        throw new Refused('change-under-way', 5, {
          zh: '另一个 honglu key rotate 正在更换主密钥，请等它结束。',
          en: 'Another honglu key rotate is changing the master key. Wait until it ends.',
        });
      });
      const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
      return {
        exit: 0,
        result: { format: 'honglu-key-rotate/1', ...change, seconds },
        text: (language) =>
          (language === 'zh'
            ? [
                `主密钥已从 ${change.from} 更换为 ${change.to}${change.resumed ? '（续上次中断的更换）' : ''}。`,
                `重新封装密钥 ${change.wrapped} 个，用时 ${seconds} 秒。`,
                `请现在将 ${path} 存入保管处，`,
                `将 ${change.replacedFile} 移出数据目录，与旧备份一起保管，并做一次新备份。`,
              ]
            : [
                `The master key was changed from ${change.from} to ${change.to}${change.resumed ? ' (continuing a run that was cut short)' : ''}.`,
                `${change.wrapped} keys wrapped anew in ${seconds} s.`,
                `Put ${path} into its safe place now,`,
                `move ${change.replacedFile} out of the data folder, to be kept with the older backups, and make a new backup.`,
              ]
          ).join('\n'),
      };
    });
  },
};
