import type { z } from 'zod';
import * as identity from '../identity/model.ts';
import * as recovery from '../identity/recovery-model.ts';
import { accountForm } from '../identity/registry-model.ts';
import { addressForm } from '../notifications/endpoints.ts';
import { personForm } from '../parties/model.ts';
import { processingActivity } from './processing.ts';
import { correctionForm } from './request-endpoints.ts';

processingActivity({
  purpose: 'identity',
  label: { zh: '账号、身份和联系', en: 'Accounts, identity and contact' },
  basis: {
    zh: '网络安全法第二十四条（实名）、等级保护要求；履行法定职责所必需',
    en: 'Cybersecurity Law (identity of users), classified protection; necessary for a statutory duty',
  },
  recipients: { zh: '系统管理员、安全管理员', en: 'System and security administrators' },
  retention: {
    zh: '账号停用后三年；审计记录按其期限',
    en: 'Three years after the account ends; the trail by its own term',
  },
  essential: true,
});

/** Every record in which the kernel itself asks for data on persons. */
export const kernelRecords: readonly z.core.$ZodType[] = [
  personForm,
  identity.signInForm,
  identity.factorForm,
  identity.enrolForm,
  identity.newPasswordForm,
  identity.changePasswordForm,
  identity.firstAdministratorForm,
  recovery.askForm,
  recovery.recoverPasswordForm,
  recovery.recoverFactorForm,
  recovery.beginForm,
  recovery.releaseForm,
  accountForm,
  addressForm,
  correctionForm,
];
