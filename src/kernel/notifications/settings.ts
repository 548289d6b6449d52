import { z } from 'zod';
import { role } from '#kernel/identity/permission.ts';
import { setting } from '#kernel/settings/setting.ts';

/** Whether an office uses the mail server that the machine is configured with. Where it stands is no setting: see `outgoing.ts`. */
export const mailSetting = setting({
  key: 'notifications.mail',
  label: { zh: '以邮件发送通知', en: 'Send notices by mail' },
  help: {
    zh: '只发给登记了邮箱的人，只写编号和要办的事。服务器地址由运行维护人员配置。',
    en: 'Only to people who gave an address; number and act only. The server is configured by who runs the machine.',
  },
  schema: z.boolean(),
  default: false,
  changedBy: role('system-administrator'),
});
