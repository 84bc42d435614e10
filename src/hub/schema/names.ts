/** What a hub's things are called in PostgreSQL. */
import { raise } from '../../errors.ts';

export const SCHEMA = 'finance_tracker';

/** A schema's name as it was typed -> as SQL writes it. Fails by 'hub-address-invalid' for what is no plain name. */
export function schemaName(text: string): string {
  return /^[a-z][a-z0-9_]{0,40}$/.test(text) ? text : raise('hub-address-invalid', { why: 'a schema is named with small letters, digits and _' });
}

/** Roles of a schema: what devices may, what dashboards may; and the login of one device. */
export const devicesRole = (schema: string): string => `${schema}_devices`;
export const readersRole = (schema: string): string => `${schema}_readers`;
export const deviceLogin = (schema: string, device: string): string => `${schema}_${device.replaceAll('-', '').slice(-12)}`;
