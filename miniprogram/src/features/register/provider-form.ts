import type { EditProviderBody, ProviderView } from '@linping/shared';

export interface ProviderForm {
  readonly name: string;
  readonly phone: string;
  readonly [field: string]: string;
}
export const PROVIDER_FIELD_LABELS: Readonly<Record<string, string>> = { name: '企业全称', phone: '电话' };

export const providerForm = ({ name, phone }: ProviderView): ProviderForm => ({ name, phone });

/** Why the form cannot be sent, by field; empty when it can. */
export function providerFaults({ name, phone }: ProviderForm): Readonly<Partial<Record<keyof ProviderForm, string>>> {
  return {
    ...(name.trim().length < 2 && { name: '请写企业的全称' }),
    ...(phone.trim() !== '' && !/^\+?\d[\d -]{4,}$/.test(phone.trim()) && { phone: '电话号码只能是数字、空格和短横' }),
  };
}

/** What differs, with the version that was seen; undefined where nothing does. */
export function providerChange(form: ProviderForm, { name, phone, version }: ProviderView): EditProviderBody | undefined {
  const [newName, newPhone] = [form.name.trim(), form.phone.trim()];
  if (newName === name && newPhone === phone) return undefined;
  return { version, ...(newName !== name && { name: newName }), ...(newPhone !== phone && { phone: newPhone }) };
}
