import type { TableColumnOptions } from 'typeorm';

/** Words for migrations. They only name a column's type: a migration never imports an entity or a rule, because it is history. */
export const uuid = (name: string): TableColumnOptions => ({ name, type: 'varchar', length: '36' });
export const text = (name: string, length: number): TableColumnOptions => ({ name, type: 'varchar', length: String(length) });
export const longText = (name: string): TableColumnOptions => ({ name, type: 'text' });
export const integer = (name: string): TableColumnOptions => ({ name, type: 'int' });
export const bigInteger = (name: string): TableColumnOptions => ({ name, type: 'bigint' });
export const flag = (name: string): TableColumnOptions => ({ name, type: 'boolean' });
export const date = (name: string): TableColumnOptions => ({ name, type: 'varchar', length: '10' });

export const primary = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isPrimary: true });
export const nullable = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isNullable: true });
export const oneOf = (column: string, values: readonly string[]): string => `${column} IN (${values.map((value) => `'${value}'`).join(', ')})`;
