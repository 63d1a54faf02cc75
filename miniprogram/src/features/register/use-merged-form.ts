import { useEffect, useRef, useState } from 'react';
import { merge, type Texts } from './merge.ts';

/**
 * A form over something that two may edit. When `now` changes under it (somebody else saved first, and it was read anew),
 * what I typed stays, and `news` says in the fields' words what they changed.
 */
export function useMergedForm<Form extends Texts>(now: Form, labels: Readonly<Record<string, string>>) {
  const [form, setForm] = useState(now);
  const [news, setNews] = useState<readonly string[]>([]);
  const seen = useRef(now);
  useEffect(() => {
    const merged = merge(form, seen.current, now);
    if (merged.news.length === 0) return;
    seen.current = now;
    setForm(merged.form);
    setNews((before) => [...new Set([...before, ...merged.news.map((field) => labels[field] ?? field)])]);
  }, [now, form, labels]);
  const set = (field: keyof Form) => (text: string) => setForm((before) => ({ ...before, [field]: text }));
  return { form, set, news };
}
